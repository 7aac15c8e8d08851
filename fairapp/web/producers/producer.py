"""A producer's own profile, products and papers."""

from flask_login import current_user

from fairapp.services import papers, producers
from fairapp.web import audiences
from fairapp.web.producers import pages
from fairapp.web.producers.pages import Desk
from fairapp.web.transaction import commits

bp = audiences.producer("producers", __name__)


@bp.get("/profile")
def profile():
    return pages.profile(_desk())


@bp.post("/profile")
@commits
def save_profile():
    return pages.save_profile(_desk())


@bp.get("/products")
def list_products():
    return pages.list_products(_desk())


@bp.get("/products/new")
def new_product():
    return pages.new_product(_desk())


@bp.post("/products/new")
@commits
def add_product():
    return pages.add_product(_desk())


@bp.get("/products/<int:product_id>")
def product(product_id):
    return pages.product(_desk(), product_id)


@bp.post("/products/<int:product_id>")
@commits
def save_product(product_id):
    return pages.save_product(_desk(), product_id)


@bp.post("/products/<int:product_id>/remove")
@commits
def remove_product(product_id):
    return pages.remove_product(_desk(), product_id)


@bp.get("/papers")
def list_papers():
    return pages.list_papers(_desk())


@bp.post("/papers")
@commits
def add_paper():
    return pages.add_paper(_desk())


@bp.get("/papers/<int:paper_id>")
def paper(paper_id):
    return pages.send_paper(papers.get_paper(paper_id, _desk().producer))


@bp.post("/papers/<int:paper_id>/remove")
@commits
def remove_paper(paper_id):
    return pages.remove_paper(_desk(), paper_id)


def _desk() -> Desk:
    return Desk("producer_producers", producers.get_for_user(current_user))
