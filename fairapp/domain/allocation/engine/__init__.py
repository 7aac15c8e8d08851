"""The search: a greedy start, then annealing on the true objective. Only this package imports Numba.

Everything in its loop is an integer, drawn by a generator of its own: the same instance, weights, seed
and steps give the same plan on any machine, with any number of cores.
"""
