import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Arguments: flavour (such as 2b), then PDF files. One line per file: verdict, broken rules. */
public class VeraCheck {
    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.OFF);
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(arguments[0]);
        ValidationProfile profile = profile(arguments[0]);
        for (int index = 1; index < arguments.length; index++) {
            System.out.println(verdict(Path.of(arguments[index]), flavour, profile));
        }
    }

    private static ValidationProfile profile(String flavour) throws Exception {
        String name = "/org/verapdf/pdfa/validation/PDFA-" + flavour.toUpperCase() + ".xml";
        try (InputStream xml = VeraCheck.class.getResourceAsStream(name)) {
            return Profiles.profileFromXml(xml);
        }
    }

    private static String verdict(Path file, PDFAFlavour flavour, ValidationProfile profile) {
        try (FileInputStream in = new FileInputStream(file.toFile());
                PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(profile, 0, false, false, false)) {
            ValidationResult result = validator.validateAll(parser).get(0);
            List<String> broken = new ArrayList<>();
            for (RuleId rule : result.getFailedChecks().keySet()) {
                broken.add(rule.getClause() + "-" + rule.getTestNumber());
            }
            return (result.isCompliant() ? "pass" : "fail") + "\t" + String.join(",", broken);
        } catch (Exception error) {
            return "unreadable\t" + error.getMessage();
        }
    }
}
