"""The papers of a dossier and their pages."""

from __future__ import annotations

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

    def remove_page(self, page_id: str) -> None:
        """Take a page out; nothing happens when it is not there."""
        with self.transaction():
            row = self.database.row(
                "SELECT dossier_id, document_id FROM pages JOIN documents USING (document_id)"
                " WHERE page_id = ?",
                (page_id,),
            )
            if row is None:
                return
            self.database.execute("DELETE FROM pages WHERE page_id = ?", (page_id,))
            details = {"page": page_id, "document": row["document_id"]}
            self.audit("remove page", row["dossier_id"], details)
