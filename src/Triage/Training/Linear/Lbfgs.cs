using System.Numerics.Tensors;

namespace Triage.Training.Linear;

/// <summary>
/// Limited-memory BFGS (Nocedal and Wright, Numerical Optimization, algorithm 7.5) with a backtracking line search under the Armijo condition.
/// Meant for smooth convex functions of many variables.
/// </summary>
public static class Lbfgs
{
    /// <summary>Value at <c>x</c>, with the gradient written to <c>gradient</c>.</summary>
    public delegate double Function(ReadOnlySpan<float> x, Span<float> gradient);

    private const int Memory = 6;
    private const double Armijo = 1e-4;

    /// <summary>Minimises from <paramref name="x"/> in place; returns the value reached.</summary>
    /// <param name="f">The function.</param>
    /// <param name="x">The start; the minimum afterwards.</param>
    /// <param name="tolerance">Stops when the gradient's largest entry is below this, or a step gains less than a tenth of this share of the value.</param>
    /// <param name="iterations">Stops after so many.</param>
    /// <param name="step">Called after each iteration with its number and value.</param>
    public static double Minimize(Function f, float[] x, double tolerance = 1e-5, int iterations = 200, Action<int, double>? step = null)
    {
        var n = x.Length;
        var gradient = new float[n];
        var (next, nextGradient, direction) = (new float[n], new float[n], new float[n]);
        var pairs = new List<(float[] S, float[] Y, double Rho)>();
        var value = f(x, gradient);
        for (var iteration = 1; iteration <= iterations; iteration++)
        {
            if (TensorPrimitives.MaxMagnitude<float>(gradient) is var largest && Math.Abs(largest) < tolerance)
                return value;
            Direction(gradient, pairs, direction);
            double slope = TensorPrimitives.Dot<float>(gradient, direction);
            if (slope >= 0)
            {
                pairs.Clear();
                TensorPrimitives.Negate(gradient, direction);
                slope = -TensorPrimitives.SumOfSquares<float>(gradient);
            }

            var size = pairs.Count == 0 ? 1 / Math.Max(1, Math.Sqrt(-slope)) : 1.0;
            double nextValue;
            for (var tries = 0; ; tries++, size /= 2)
            {
                TensorPrimitives.MultiplyAdd(direction, (float)size, x, next);
                nextValue = f(next, nextGradient);
                if (nextValue <= value + (Armijo * size * slope))
                    break;
                if (tries == 30)
                    return value;
            }

            Remember(pairs, x, gradient, next, nextGradient);
            var gain = value - nextValue;
            next.CopyTo(x, 0);
            nextGradient.CopyTo(gradient, 0);
            value = nextValue;
            step?.Invoke(iteration, value);
            if (gain <= 0.1 * tolerance * Math.Abs(value))
                return value;
        }

        return value;
    }

    private static void Remember(List<(float[] S, float[] Y, double Rho)> pairs, float[] x, float[] gradient, float[] next, float[] nextGradient)
    {
        var reuse = pairs.Count == Memory;
        var (s, y) = reuse ? (pairs[0].S, pairs[0].Y) : (new float[x.Length], new float[x.Length]);
        if (reuse)
            pairs.RemoveAt(0);
        TensorPrimitives.Subtract(next, x, s);
        TensorPrimitives.Subtract(nextGradient, gradient, y);
        double curvature = TensorPrimitives.Dot<float>(s, y);
        if (curvature > 1e-12)
            pairs.Add((s, y, 1 / curvature));
    }

    private static void Direction(float[] gradient, List<(float[] S, float[] Y, double Rho)> pairs, float[] direction)
    {
        TensorPrimitives.Negate(gradient, direction);
        var alphas = new double[pairs.Count];
        for (var i = pairs.Count - 1; i >= 0; i--)
        {
            var (s, y, rho) = pairs[i];
            alphas[i] = rho * TensorPrimitives.Dot<float>(s, direction);
            TensorPrimitives.MultiplyAdd(y, (float)-alphas[i], direction, direction);
        }

        if (pairs.Count > 0)
        {
            var (s, y, _) = pairs[^1];
            var scale = TensorPrimitives.Dot<float>(s, y) / TensorPrimitives.SumOfSquares<float>(y);
            TensorPrimitives.Multiply(direction, scale, direction);
        }

        for (var i = 0; i < pairs.Count; i++)
        {
            var (s, y, rho) = pairs[i];
            var beta = rho * TensorPrimitives.Dot<float>(y, direction);
            TensorPrimitives.MultiplyAdd(s, (float)(alphas[i] - beta), direction, direction);
        }
    }
}
