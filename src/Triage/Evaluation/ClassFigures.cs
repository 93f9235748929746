namespace Triage.Evaluation;

/// <summary>What a classifier does with one class.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Precision">Share of the rows given this class that are of it; 0 when none were given it.</param>
/// <param name="Recall">Share of the rows of this class that were given it; 0 when there are none.</param>
/// <param name="F1">Harmonic mean of both; 0 when both are.</param>
/// <param name="Support">Rows of this class by gold.</param>
/// <param name="Predicted">Rows given this class.</param>
public readonly record struct ClassFigures(int Class, double Precision, double Recall, double F1, int Support, int Predicted);
