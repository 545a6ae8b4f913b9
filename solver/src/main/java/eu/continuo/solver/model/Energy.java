package eu.continuo.solver.model;

/**
 * What a site's work draws and emits at the planning instant.
 *
 * @param wattsPerVcpu dynamic power of one busy virtual CPU, in watts (modelled)
 * @param pue power usage effectiveness, the ratio of all power to the power of the machines
 *     (ISO/IEC 30134-2), at least 1
 * @param carbonIntensityGramsPerKWh grams of CO2 equivalent for a kWh of the grid
 */
public record Energy(double wattsPerVcpu, double pue, double carbonIntensityGramsPerKWh) {}
