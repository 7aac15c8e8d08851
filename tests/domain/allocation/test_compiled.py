from fairapp.domain.allocation.engine import compiled


def kept(monkeypatch, folder):
    monkeypatch.setenv(compiled.FOLDER, str(folder))
    compiled.kept_in.cache_clear()
    try:
        return compiled.kept_in()
    finally:
        compiled.kept_in.cache_clear()


def test_compiled_code_lies_in_a_folder_of_this_state_of_the_engine(monkeypatch, tmp_path):
    folder = kept(monkeypatch, tmp_path / "new")
    assert folder.parent == tmp_path / "new"
    assert folder.is_dir()


def test_without_a_folder_to_write_to_nothing_is_kept(monkeypatch, tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    assert kept(monkeypatch, blocked) is None


def test_what_the_environment_says_goes_before_the_application(monkeypatch, tmp_path):
    monkeypatch.setenv(compiled.FOLDER, "said before")
    compiled.keep_in(tmp_path)
    assert compiled.os.environ[compiled.FOLDER] == "said before"
