using Triage.Suspects;

namespace Triage.Tests.Suspects;

public class ConfidentJointTests
{
    /// <summary>Worked by hand: thresholds 0.6 and 0.7; the third post reaches only the second class's, the sixth none.</summary>
    [Fact]
    public void Thresholds_counts_and_estimates_are_those_of_the_paper()
    {
        float[][] scores = [[0.9f, 0.1f], [0.8f, 0.2f], [0.1f, 0.9f], [0.2f, 0.8f], [0.1f, 0.9f], [0.6f - 0.2f, 0.4f]];
        var joint = new ConfidentJoint(scores, [0, 0, 0, 1, 1, 1]);
        Assert.Equal([0.6, 0.7], joint.Thresholds.Select(t => Math.Round(t, 6)));
        Assert.Equal([0, 0, 1, 1, 1, null], joint.Confident);
        Assert.Equal((2, 1, 0, 2), (joint.Count(0, 0), joint.Count(0, 1), joint.Count(1, 0), joint.Count(1, 1)));
        Assert.Equal(1, joint.Estimate(0, 1), 12);
        Assert.Equal(3, joint.Estimate(1, 1), 12);
    }

    [Fact]
    public void A_class_that_nobody_was_given_is_never_confident()
    {
        var joint = new ConfidentJoint([[0.1f, 0.2f, 0.7f], [0.3f, 0.6f, 0.1f]], [0, 1]);
        Assert.True(double.IsPositiveInfinity(joint.Thresholds[2]));
        Assert.DoesNotContain(2, joint.Confident);
        Assert.Equal(0, joint.Estimate(2, 0));
    }

    [Fact]
    public void Classes_that_do_not_fit_the_scores_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new ConfidentJoint([[1f]], [1]));
        Assert.Throws<ArgumentException>(() => new ConfidentJoint([[1f]], []));
        Assert.Empty(new ConfidentJoint([], []).Confident);
    }
}
