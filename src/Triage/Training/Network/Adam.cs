using System.Numerics;

namespace Triage.Training.Network;

/// <summary>Adam (Kingma and Ba 2015) over parameters that are touched row by row: a row without a gradient in a step is left alone, moments and all.</summary>
internal sealed class Adam(int parameters)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _first = new float[parameters];
    private readonly float[] _second = new float[parameters];

    /// <summary>Scale of a step that corrects the moments' start at zero, for step number <paramref name="step"/> (from 1).</summary>
    public static float Corrected(float rate, int step) =>
        (float)(rate * Math.Sqrt(1 - Math.Pow(Beta2, step)) / (1 - Math.Pow(Beta1, step)));

    /// <summary>Moves <paramref name="values"/>, which begin at parameter <paramref name="at"/>, against their gradient, and clears the gradient.</summary>
    public void Step(Span<float> values, int at, Span<float> gradient, float rate, float decay = 0)
    {
        var first = _first.AsSpan(at, values.Length);
        var second = _second.AsSpan(at, values.Length);
        var i = 0;
        var size = Vector<float>.Count;
        var keep = new Vector<float>(1 - decay);
        for (; i <= values.Length - size; i += size)
        {
            var g = new Vector<float>(gradient[i..]);
            var m = (Beta1 * new Vector<float>(first[i..])) + ((1 - Beta1) * g);
            var v = (Beta2 * new Vector<float>(second[i..])) + ((1 - Beta2) * g * g);
            m.CopyTo(first[i..]);
            v.CopyTo(second[i..]);
            var moved = (new Vector<float>(values[i..]) * keep) - (rate * m / (Vector.SquareRoot(v) + new Vector<float>(Epsilon)));
            moved.CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            var g = gradient[i];
            first[i] = (Beta1 * first[i]) + ((1 - Beta1) * g);
            second[i] = (Beta2 * second[i]) + ((1 - Beta2) * g * g);
            values[i] = (values[i] * (1 - decay)) - (rate * first[i] / (MathF.Sqrt(second[i]) + Epsilon));
        }

        gradient.Clear();
    }
}
