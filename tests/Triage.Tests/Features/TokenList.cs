using System.Text;
using Triage.Features;

namespace Triage.Tests.Features;

/// <summary>Collects tokens with their places.</summary>
internal struct TokenList : ITokenSink
{
    public List<(string Token, int Start, int Length)> Found { get; private set; }

    public static string[] Of(string text) => [.. Places(Encoding.UTF8.GetBytes(text)).Select(t => t.Token)];

    public static List<(string Token, int Start, int Length)> Places(ReadOnlySpan<byte> utf8)
    {
        var list = new TokenList { Found = [] };
        Tokenizer.Tokenize(utf8, ref list);
        return list.Found;
    }

    public readonly void Token(ReadOnlySpan<byte> token, int start, int length) => Found.Add((Encoding.UTF8.GetString(token), start, length));
}
