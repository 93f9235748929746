using System.Runtime.CompilerServices;

namespace Triage.Tests;

/// <summary>Where tests find the repository and the real posts; tests of real posts are skipped, with a reason, where these are missing.</summary>
internal static class TestData
{
    public static string RepoRoot { get; } = FindRoot();

    /// <summary>A file of the repository, by its path from the root.</summary>
    public static string Repo(params string[] parts) => Path.Combine([RepoRoot, .. parts]);

    /// <summary>A file of the real data; skips the running test when it is not there.</summary>
    public static string Shared(params string[] parts)
    {
        var root = Environment.GetEnvironmentVariable("TRIAGE_SHARED_DATA") ?? Path.Combine(RepoRoot, "..", "shared", "data");
        var path = Path.GetFullPath(Path.Combine([root, .. parts]));
        if (!Path.Exists(path))
            Assert.Skip($"needs the real posts: {Path.Combine(parts)} is not in ../shared/data (or set TRIAGE_SHARED_DATA)");
        return path;
    }

    /// <summary>The study's three published files of posts.</summary>
    public static string[] StudyPosts =>
    [
        Shared("fse2020", "Deployment-related Posts", "dl_server_post.txt"),
        Shared("fse2020", "Deployment-related Posts", "dl_mobile_post.txt"),
        Shared("fse2020", "Deployment-related Posts", "dl_browser_post.txt"),
    ];

    private static string FindRoot([CallerFilePath] string here = "")
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Path.GetDirectoryName(here)! })
        {
            for (var at = new DirectoryInfo(start); at is not null; at = at.Parent)
            {
                if (File.Exists(Path.Combine(at.FullName, "Triage.sln")))
                    return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("Triage.sln not found above the tests");
    }
}
