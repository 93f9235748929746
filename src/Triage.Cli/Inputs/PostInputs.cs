using Triage.Posts;

namespace Triage.Cli.Inputs;

/// <summary>Posts from files, directories and standard input.</summary>
internal static class PostInputs
{
    /// <summary>Each post once, in the order of the inputs; the files are looked up at once, and read while the posts are enumerated.</summary>
    /// <exception cref="InputException">A path is missing; while reading: damaged input, or an id with two texts.</exception>
    public static IEnumerable<Post> Read(IEnumerable<string> paths, CancellationToken cancel)
    {
        var files = InputPaths.Files(paths);
        return UniquePosts.Of(files.SelectMany(file => Read(file, cancel)));
    }

    private static IEnumerable<Post> Read(string file, CancellationToken cancel)
    {
        var reader = new PostReader();
        return file == InputPaths.StandardInput
            ? reader.Read(new InterruptibleStream(Console.OpenStandardInput(), cancel), "standard input", cancel)
            : reader.Read(file, cancel);
    }
}
