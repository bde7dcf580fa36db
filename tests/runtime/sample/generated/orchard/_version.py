__title__ = "orchard"
__version__ = "1.2.3"
