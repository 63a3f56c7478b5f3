"""Wages."""
