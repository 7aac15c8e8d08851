"""Two people import the same list at the same moment."""

from threading import Barrier, Thread

from sqlalchemy import func, select

from fairapp.db import begin_reading, begin_writing, db as database
from fairapp.domain.exchange import Kind
from fairapp.domain.sheets import Outcome
from fairapp.models import ImportFile, Producer, User
from fairapp.services import exchange
from fairapp.services.exchange import Scope
from tests.factories import a_delegation, an_open_fair
from tests.people import a_lead

LIST = "Tên chủ thể;Loại chủ thể;Tỉnh, thành phố;Đã đồng ý xử lý dữ liệu\n" + "\n".join(
    f"HTX Số {i};HTX;Quảng Ninh;Có" for i in range(40)
)


def test_two_imports_of_one_list_enter_it_once(committing_app):
    with committing_app.app_context():
        lead = a_lead()
        a_delegation(fair=an_open_fair(), lead=lead)
        scope = Scope(lead)
        files = []
        for _ in range(2):
            file = exchange.upload(scope, Kind.PRODUCERS, "ds.csv", LIST.encode())
            exchange.check_next(scope, file)
            files.append(file.id)
        lead_id = lead.id
        database.session.commit()
    ready, failed = Barrier(2), []

    def take(file_id):
        with committing_app.app_context(), committing_app.test_request_context():
            begin_writing()
            try:
                ready.wait()
                mine = Scope(database.session.get(User, lead_id))
                exchange.take_over(mine, database.session.get(ImportFile, file_id))
                database.session.commit()
            except Exception as error:
                failed.append(error)
            finally:
                database.session.remove()
                begin_reading()

    threads = [Thread(target=take, args=(file_id,)) for file_id in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    with committing_app.app_context():
        assert database.session.scalar(select(func.count(Producer.id))) == 40
        told = [exchange.count(database.session.get(ImportFile, i)) for i in files]
        assert sorted(told, key=str) == sorted([{Outcome.NEW: 40}, {Outcome.SAME: 40}], key=str)
