namespace Triage.Cli.Inputs;

/// <summary>Where the shipped model is.</summary>
internal static class ModelPath
{
    private const string Shipped = "models/triage.onnx";

    /// <summary>The given path, or <c>models/triage.onnx</c> beside the program, in the current folder or in one above it.</summary>
    /// <exception cref="InputException">None of these exists.</exception>
    public static string Find(string? given)
    {
        if (given is not null)
            return given;
        var beside = Path.Combine(AppContext.BaseDirectory, Shipped);
        if (File.Exists(beside))
            return beside;
        for (var at = new DirectoryInfo(Environment.CurrentDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, Shipped);
            if (File.Exists(path))
                return Path.GetRelativePath(Environment.CurrentDirectory, path);
        }

        throw new InputException($"{Shipped} is neither beside the program nor in this folder or one above; name a model with --model, or make one with 'triage train'");
    }
}
