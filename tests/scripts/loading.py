"""Scripts are no package: they run before anything is installed."""

from importlib.util import module_from_spec, spec_from_file_location

from fairapp.config import ROOT


def load(name: str):
    spec = spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
