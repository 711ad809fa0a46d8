using System.CommandLine;
using Headroom.Cli.Outcome;
using Headroom.Privacy.Masking;

namespace Headroom.Cli.Privacy;

/// <summary>A file to be read, or standard input.</summary>
/// <param name="Path">The file; null for standard input.</param>
internal sealed record Inputs(string? Path)
{
    /// <summary>Name in findings and messages.</summary>
    public string Name => Path ?? "-";

    /// <summary>Bytes of the file; 0 where nobody knows.</summary>
    public long Length => Path is null ? 0 : new FileInfo(Path).Length;

    /// <summary>What the command line names.</summary>
    public static IReadOnlyList<Inputs> Of(ParseResult parsed, DetectionOptions options)
    {
        var files = parsed.GetValue(options.Files) ?? [];
        if (parsed.GetValue(options.Stdin))
        {
            if (files.Length > 0) throw new CommandFailure(ExitCode.WrongUse, "--stdin reads standard input; name no files beside it.");
            return [new Inputs(Path: null)];
        }

        if (files.Length == 0) throw new CommandFailure(ExitCode.WrongUse, "no file is named; name one, or read standard input with --stdin.");
        foreach (var file in files)
        {
            if (!File.Exists(file)) throw new CommandFailure(ExitCode.NotFound, $"{file}: there is no such file; check the path.");
        }

        return [.. files.Select(file => new Inputs(file))];
    }

    public MaskResult Scan(MaskRun run, CancellationToken interrupted)
    {
        if (Path is not null) return FileMask.Scan(run, Path, interrupted);

        using var input = Console.OpenStandardInput();
        return StreamMask.Run(run with { Writes = false }, Name, input, null, interrupted);
    }
}
