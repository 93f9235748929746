namespace Triage.Cli.Inputs;

/// <summary>Files that come with the product and need not be named.</summary>
internal static class ShippedFile
{
    /// <summary>The model: the given path, or <c>models/triage.onnx</c> beside the program, in the current folder or in one above it.</summary>
    /// <exception cref="InputException">No path was given and none of these exists.</exception>
    public static string Model(string? given) => given ?? Find("models/triage.onnx", "name a model with --model, or make one with 'triage train'");

    /// <summary>The codebook: the given path, or <c>data/codebook.yaml</c> in the same places.</summary>
    /// <exception cref="InputException">No path was given and none of these exists.</exception>
    public static string Codebook(string? given) => given ?? Find("data/codebook.yaml", "name a codebook with --codebook");

    private static string Find(string file, string advice)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, file);
        if (File.Exists(beside))
            return beside;
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, file);
            if (File.Exists(path))
                return Path.GetRelativePath(Environment.CurrentDirectory, path);
        }

        throw new InputException($"{file} is neither beside the program nor in this folder or one above; {advice}");
    }
}
