namespace Triage.Training.Calibrating;

/// <summary>Deals posts into a few groups by a hash of their id (FNV-1a), the same on every machine.</summary>
internal static class PostGroups
{
    public const int Count = 5;

    public static int Of(string postId)
    {
        var hash = 2166136261u;
        foreach (var c in postId)
            hash = (hash ^ c) * 16777619u;
        return (int)((hash ^ (hash >> 15)) % Count);
    }
}
