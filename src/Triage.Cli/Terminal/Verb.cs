using System.CommandLine;

namespace Triage.Cli.Terminal;

/// <summary>A verb of the command line; its <c>--help</c> ends in examples.</summary>
internal sealed class Verb(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    /// <summary>Whole command lines.</summary>
    public IReadOnlyList<string> Examples => examples;

    /// <summary>What the verb does; returns the exit code. Throws <see cref="InputException"/> for anything the user can mend.</summary>
    public Verb Does(Func<ParseResult, CancellationToken, int> work)
    {
        SetAction((parsed, cancel) => Task.FromResult(work(parsed, cancel)));
        return this;
    }
}
