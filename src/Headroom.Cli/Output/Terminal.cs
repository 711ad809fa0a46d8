using System.Text;

namespace Headroom.Cli.Output;

/// <summary>
/// Where a command runs: results go to <paramref name="Output"/>, everything else to <paramref name="Error"/>.
/// </summary>
internal sealed record Terminal(TextWriter Output, TextWriter Error)
{
    private const int NarrowestWidth = 40;

    /// <summary>Columns that a line of <see cref="Output"/> may have; null when it goes to a file or a pipe.</summary>
    public int? Width { get; init; }

    /// <summary>Whether <see cref="Output"/> may carry colours.</summary>
    public bool HasColors { get; init; }

    /// <summary>Whether someone watches <see cref="Error"/>, so that progress is worth drawing.</summary>
    public bool IsWatched { get; init; }

    /// <summary>What whoever sits there types; null where nobody does.</summary>
    public TextReader? Input { get; init; }

    /// <summary>A variable of the environment by its name; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public static Terminal OfThisProcess() =>
        new(Writer(Console.OpenStandardOutput()), Writer(Console.OpenStandardError()))
        {
            Width = Console.IsOutputRedirected ? null : Math.Max(NarrowestWidth, Console.WindowWidth),
            HasColors = !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("NO_COLOR") is null or "",
            IsWatched = !Console.IsErrorRedirected,
            Input = Console.IsInputRedirected || Console.IsErrorRedirected ? null : Console.In,
        };

    // Not Console.Out: that one follows the locale's encoding and flushes every write.
    private static StreamWriter Writer(Stream stream) =>
        new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 64 * 1024);
}
