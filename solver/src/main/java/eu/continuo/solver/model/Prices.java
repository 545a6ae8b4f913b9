package eu.continuo.solver.model;

/** What a site charges for what is reserved, in euro an hour. */
public record Prices(double euroPerVcpuHour, double euroPerGibHour, double euroPerGpuHour) {}
