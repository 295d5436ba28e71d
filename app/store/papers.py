"""The papers of a dossier and their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.errors import BadInput
from app.i18n import t
from app.model.dossier import Document, Page
from app.store.part import StorePart
from app.store.rows import document_from_row, document_to_row, page_from_row, page_to_row


class PaperRows(StorePart):
    """The tables ``documents`` and ``pages``. After sealing every change is ``SealedForGood``."""

    def documents(self, dossier_id: str) -> list[Document]:
        """The papers in the order of the checklist."""
        rows = self.database.rows(
            "SELECT d.* FROM documents d JOIN components c"
            " ON c.dossier_id = d.dossier_id AND c.key = d.component_key"
            " WHERE d.dossier_id = ? ORDER BY c.position, d.position, d.document_id",
            (dossier_id,),
        )
        return [document_from_row(row) for row in rows]

    def document(self, document_id: str) -> Document:
        """The paper of an id. Raises ``BadInput`` when there is none."""
        row = self.database.row("SELECT * FROM documents WHERE document_id = ?", (document_id,))
        if row is None:
            raise BadInput(
                t("Không tìm thấy giấy tờ này trong hồ sơ."),
                t("Mở lại hồ sơ để xem các giấy tờ hiện có."),
            )
        return document_from_row(row)

    def put_document(self, document: Document) -> None:
        """Keep a paper, new or changed."""
        with self.transaction():
            self.database.put("documents", ["document_id"], document_to_row(document))
            self.audit(
                "document",
                document.dossier_id,
                {
                    "document": document.document_id,
                    "component": document.component_key,
                    "pdf_sha256": document.pdf_sha256,
                    "signed_sha256": document.signed_sha256,
                },
            )

    def remove_document(self, document_id: str) -> None:
        """Take a paper out with its pages; the files stay in ``objects``."""
        with self.transaction():
            document = self.document(document_id)
            self.database.execute("DELETE FROM documents WHERE document_id = ?", (document_id,))
            self.audit("remove document", document.dossier_id, {"document": document_id})

    def pages(self, document_id: str) -> list[Page]:
        """The pages of a paper, in order."""
        rows = self.database.rows(
            "SELECT * FROM pages WHERE document_id = ? ORDER BY position, page_id", (document_id,)
        )
        return [page_from_row(row) for row in rows]

    def dossier_pages(self, dossier_id: str) -> dict[str, list[Page]]:
        """The pages of every paper of a dossier, by document id; a paper without pages too."""
        pages: dict[str, list[Page]] = {
            document.document_id: [] for document in self.documents(dossier_id)
        }
        rows = self.database.rows(
            "SELECT p.* FROM pages p JOIN documents d USING (document_id)"
            " WHERE d.dossier_id = ? ORDER BY p.position, p.page_id",
            (dossier_id,),
        )
        for row in rows:
            pages[row["document_id"]].append(page_from_row(row))
        return pages

    def put_page(self, page: Page) -> None:
        """Keep a page, new or changed."""
        with self.transaction():
            dossier_id = self.document(page.document_id).dossier_id
            self.database.put("pages", ["page_id"], page_to_row(page))
            self.audit(
                "page",
                dossier_id,
                {
                    "page": page.page_id,
                    "document": page.document_id,
                    "source_sha256": page.source_sha256,
                },
            )

    def set_pages(self, document_id: str, pages: Sequence[Page]) -> None:
        """The pages of a paper are these, in this order; others of it are taken out.

        A page of another paper moves here. Who calls it writes the audit row.
        """
        with self.transaction():
            places = ", ".join("?" * len(pages))
            self.database.execute(
                f"DELETE FROM pages WHERE document_id = ? AND page_id NOT IN ({places})",  # noqa: S608 (question marks)
                (document_id, *(page.page_id for page in pages)),
            )
            for position, page in enumerate(pages):
                row = page_to_row(replace(page, document_id=document_id, position=position))
                self.database.put("pages", ["page_id"], row)

    def judge_page(self, page: Page, *, blank: bool, warnings: tuple[str, ...]) -> bool:
        """Keep what was found about ``page``; False where it was changed, taken out, sealed or
        bound meanwhile: what was told when its PDF was made stands.

        It is a finding, no act of the officer: the audit trail keeps acts.
        """
        seen = page_to_row(replace(page, blank=blank, warnings=warnings))
        return bool(
            self.database.execute(
                "UPDATE pages SET blank = :blank, warnings = :warnings WHERE page_id = :page_id"
                " AND source_sha256 = :source_sha256 AND frame = :frame AND kind = :kind"
                " AND edits = :edits AND document_id NOT IN (SELECT document_id FROM documents"
                " WHERE pdf_sha256 != ''"
                " OR dossier_id IN (SELECT dossier_id FROM sealed_dossiers))",
                seen,
            )
        )
