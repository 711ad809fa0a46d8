using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Corpus;

/// <summary>What commands over documents read.</summary>
internal static class CorpusInputs
{
    public static IReadOnlyList<string> Required(IReadOnlyList<string> inputs) => inputs.Count > 0
        ? inputs
        : throw new CommandFailure(ExitCode.WrongUse, "--in is missing; name files or folders to read.");

    private static int MiB(IReadOnlyList<string> inputs) =>
        (int)Math.Min(inputs.Sum(SizeOf) >> 20, int.MaxValue);

    /// <summary>The option that says where a record has its text.</summary>
    public static Option<string> TextMember() => new("--text")
    {
        Description = "Member of a record that holds its text",
        DefaultValueFactory = _ => "text",
    };

    /// <summary>Reads with a bar that shows how far it is.</summary>
    /// <param name="terminal">Where the bar is drawn.</param>
    /// <param name="title">What is done.</param>
    /// <param name="paths">What is read.</param>
    /// <param name="read">Is given whom to tell the bytes read so far.</param>
    public static T Read<T>(
        Terminal terminal, string title, IReadOnlyList<string> paths, Func<Action<long>, T> read)
    {
        var totalMiB = MiB(paths);
        using var progress = new ProgressBar(terminal, $"{title}, MiB", totalMiB);
        return read(bytes => progress.Draw((int)Math.Min(bytes >> 20, totalMiB)));
    }

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length
        : Directory.Exists(path)
            ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
            : 0;
}
