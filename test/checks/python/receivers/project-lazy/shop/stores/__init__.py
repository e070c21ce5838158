# Exports by a helper that is told which module has which names.
import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(__name__, submodules=["disk"], submod_attrs={"network": ["fetch", "Remote"]})
