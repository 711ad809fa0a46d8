using Headroom.Cli.Outcome;

namespace Headroom.Cli.Curate;

/// <summary>What commands over documents read.</summary>
internal static class CurateInputs
{
    public static IReadOnlyList<string> Required(IReadOnlyList<string> inputs) => inputs.Count > 0
        ? inputs
        : throw new CommandFailure(ExitCode.WrongUse, "--in is missing; name files or folders to read.");

    public static int MiB(IReadOnlyList<string> inputs) =>
        (int)Math.Min(inputs.Sum(SizeOf) >> 20, int.MaxValue);

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length
        : Directory.Exists(path)
            ? new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length)
            : 0;
}
