using System.Diagnostics;

namespace Triage.Cli.Terminal;

/// <summary>
/// Progress on standard error, for work that takes over two seconds: on a terminal one line that is written over, otherwise a line every ten seconds.
/// Safe to report to from many threads.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const int BarWidth = 24;

    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _lock = new();
    private readonly bool _terminal = !Console.IsErrorRedirected;
    private TimeSpan _next = Quiet;
    private int _shown;

    public void Report(string text)
    {
        if (_clock.Elapsed < _next)
            return;
        lock (_lock)
        {
            if (_clock.Elapsed < _next)
                return;
            _next = _clock.Elapsed + (_terminal ? TimeSpan.FromSeconds(0.1) : TimeSpan.FromSeconds(10));
            if (_terminal)
                Console.Error.Write("\r" + text.PadRight(_shown));
            else
                Console.Error.WriteLine(text);
            _shown = text.Length;
        }
    }

    /// <param name="stage">What runs.</param>
    /// <param name="done">0..1.</param>
    public void Report(string stage, double done)
    {
        var full = (int)Math.Round(Math.Clamp(done, 0, 1) * BarWidth);
        Report($"{stage} {(_terminal ? new string('█', full) + new string('░', BarWidth - full) + " " : "")}{(int)(done * 100)} %");
    }

    public void Dispose()
    {
        if (_terminal && _shown > 0)
            Console.Error.Write("\r" + new string(' ', _shown) + "\r");
    }
}
