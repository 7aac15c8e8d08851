"""Kinds of papers, which of them a fair wants, and the papers that producers keep on file."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Json, UTCDateTime, db, member_of, now
from fairapp.domain.papers import Ask, Belongs
from fairapp.domain.text import Bilingual
from fairapp.models.fairs import Fair
from fairapp.models.producers import Producer, Product


class DocumentKind(db.Model):
    """A kind of paper: of the house, with a code, or an organisation's own."""

    __tablename__ = "document_kind"
    __table_args__ = (
        CheckConstraint("(code IS NULL) <> (organisation_id IS NULL)", name="of_one"),
        CheckConstraint("valid_months IS NULL OR valid_months BETWEEN 1 AND 240", name="valid_months"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(String(40), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    position: Mapped[int] = mapped_column(default=1000)  # those of the house come first
    name: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")
    explanation: Mapped[str] = mapped_column(Text, default="")
    explanation_en: Mapped[str] = mapped_column(Text, default="")
    belongs: Mapped[Belongs] = mapped_column(member_of(Belongs))
    certifies: Mapped[bool] = mapped_column(default=False)  # number and dates stand in the product
    many: Mapped[bool] = mapped_column(default=False)  # a new one does not replace the one before
    asks_facts: Mapped[bool] = mapped_column(default=False)  # number, issuer, dates
    expires: Mapped[bool] = mapped_column(default=False)
    valid_months: Mapped[int | None]  # as usual; what the paper says decides
    usual_ask: Mapped[Ask] = mapped_column(member_of(Ask), default=Ask.NOT_USED)  # where a fair has not said
    food_only: Mapped[bool] = mapped_column(default=False)
    retired_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def names(self) -> Bilingual:
        return Bilingual(self.name, self.name_en)

    @property
    def explanations(self) -> Bilingual:
        return Bilingual(self.explanation, self.explanation_en)


class PaperDemand(db.Model):
    """Whether a fair wants a kind of paper, for each kind of producer: {kind of producer: Ask}."""

    __tablename__ = "paper_demand"
    __table_args__ = (UniqueConstraint("fair_id", "kind_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), index=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("document_kind.id"), index=True)
    asks: Mapped[dict[str, str]] = mapped_column(Json)
    food_only: Mapped[bool] = mapped_column(default=False)

    fair: Mapped[Fair] = relationship()
    kind: Mapped[DocumentKind] = relationship()


class Paper(db.Model):
    """An uploaded document; the bytes lie in instance/uploads/ under `stored_name`.

    `slot` says what it is the newest paper of, and is empty once it is replaced and for kinds of which there
    may be many: so there is one current paper of a kind and product, whoever sends two at once.
    """

    __tablename__ = "paper"
    __table_args__ = (
        UniqueConstraint("producer_id", "slot"),
        Index("ix_paper_expires_on", "expires_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("product.id"), index=True)
    kind_id: Mapped[int] = mapped_column(ForeignKey("document_kind.id"), index=True)
    slot: Mapped[str | None] = mapped_column(String(40))
    number: Mapped[str] = mapped_column(String(80), default="")
    issuer: Mapped[str] = mapped_column(String(200), default="")
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    superseded_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    filename: Mapped[str] = mapped_column(String(200))  # as the person named it, only ever shown
    media_type: Mapped[str] = mapped_column(String(40))  # judged by content
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    stored_name: Mapped[str] = mapped_column(String(80), unique=True)
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    uploaded_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    kind: Mapped[DocumentKind] = relationship()
    producer: Mapped[Producer] = relationship()
    product: Mapped[Product | None] = relationship()

    @property
    def valid_until(self) -> date | None:
        """The last day it holds; of a certificate the product tells it."""
        return self.product.expires_on if self.kind.certifies and self.product else self.expires_on
