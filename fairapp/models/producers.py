"""Producers (chủ thể) and their products with certificates."""

from datetime import date, datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fairapp.db import Folded, SortKey, UTCDateTime, db, member_of, now
from fairapp.domain.ocop import IssuerLevel, Mark, ProducerKind
from fairapp.models.accounts import User
from fairapp.models.places import Unit


class Producer(db.Model):
    """A company, cooperative, cooperative group or household that makes OCOP products."""

    __tablename__ = "producer"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), unique=True)  # None: no phone
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[ProducerKind] = mapped_column(member_of(ProducerKind))
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Folded(200), index=True)
    sort_key: Mapped[str] = mapped_column(SortKey)
    unit_id: Mapped[str] = mapped_column(ForeignKey("unit.id"), index=True)  # province
    commune: Mapped[str] = mapped_column(String(120), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    tax_code: Mapped[str] = mapped_column(String(20), default="")
    representative: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(20), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    story: Mapped[str] = mapped_column(Text, default="")  # what visitors read about the producer
    consent_version: Mapped[str | None] = mapped_column(String(20))
    consent_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    illustrative: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=now)

    user: Mapped[User | None] = relationship(foreign_keys=[user_id])
    unit: Mapped[Unit] = relationship()
    products: Mapped[list["Product"]] = relationship(back_populates="producer", order_by="Product.sort_key")


class Product(db.Model):
    """A product; stars and the certificate are one axis, a protected mark is another."""

    __tablename__ = "product"
    __table_args__ = (
        CheckConstraint("stars IS NULL OR stars BETWEEN 1 AND 5", name="stars"),
        CheckConstraint("price IS NULL OR price >= 0", name="price"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    producer_id: Mapped[int] = mapped_column(ForeignKey("producer.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    folded: Mapped[str] = mapped_column(Folded(200), index=True)
    sort_key: Mapped[str] = mapped_column(SortKey)
    leaf_code: Mapped[str] = mapped_column(String(12))  # I.5.a; domain.ocop knows the tree
    stars: Mapped[int | None]
    certificate_number: Mapped[str] = mapped_column(String(80), default="")
    certificate_issuer: Mapped[str] = mapped_column(String(200), default="")
    certificate_level: Mapped[IssuerLevel | None] = mapped_column(member_of(IssuerLevel))
    issued_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    mark: Mapped[Mark | None] = mapped_column(member_of(Mark))
    mark_name: Mapped[str] = mapped_column(String(200), default="")
    price: Mapped[int | None] = mapped_column(BigInteger)
    unit_of_sale: Mapped[str] = mapped_column(String(40), default="")  # hộp 200 g, chai 500 ml
    removed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    producer: Mapped[Producer] = relationship(back_populates="products")
