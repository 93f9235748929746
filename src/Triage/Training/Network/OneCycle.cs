namespace Triage.Training.Network;

/// <summary>One-cycle learning rate (Smith and Topin 2018): a cosine up over the first 30 % of the steps, a cosine down to nothing over the rest.</summary>
internal static class OneCycle
{
    private const double Rise = 0.3;

    public static float Rate(float peak, int step, int steps)
    {
        var at = (step + 0.5) / steps;
        var share = at < Rise
            ? 0.04 + (0.96 * (1 - Math.Cos(Math.PI * at / Rise)) / 2)
            : (1 + Math.Cos(Math.PI * (at - Rise) / (1 - Rise))) / 2;
        return (float)(peak * share);
    }
}
