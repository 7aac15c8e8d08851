"""Bring the database to the newest migration; with --seed also fill an empty one with demo data.

One process for both, because starting the application costs more than either.
"""

import sys
from pathlib import Path

from flask.cli import ScriptInfo
from flask_migrate import upgrade

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fairapp.db import db  # noqa: E402  (found only by the line above)
from fairapp.seeds import lay_ground  # noqa: E402
from wsgi import app  # noqa: E402


def main() -> None:
    print("  database: bringing it to the newest migration", flush=True)
    with app.app_context():
        upgrade(directory=str(ROOT / "migrations"))
        lay_ground()
        db.session.commit()
        if "--seed" in sys.argv[1:]:
            print("  database: sowing demo data if it is empty", flush=True)
            app.cli.main(["seed", "--if-empty"], obj=ScriptInfo(create_app=lambda: app))


if __name__ == "__main__":
    main()
