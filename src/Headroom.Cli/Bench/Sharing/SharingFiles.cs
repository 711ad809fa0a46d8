using Headroom.Cli.Outcome;
using Headroom.Cli.Output;

namespace Headroom.Cli.Bench.Sharing;

/// <summary>The page of the comparison and its plots, each of which appears whole or not at all.</summary>
internal sealed class SharingFiles
{
    private readonly WholeFile _page;
    private readonly IReadOnlyList<WholeFile> _plots;

    private SharingFiles(WholeFile page, IReadOnlyList<WholeFile> plots) => (_page, _plots) = (page, plots);

    /// <summary>Path of the page.</summary>
    public string PagePath => _page.Path;

    /// <summary>How many plots lie beside it.</summary>
    public int PlotCount => _plots.Count;

    /// <summary>Refuses a folder that cannot be written, before any work is done for it.</summary>
    public static SharingFiles In(string folder, string pageName, IReadOnlyList<SharingCase> cases)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailure(
                ExitCode.WrongUse, $"{folder}: cannot be made ({fault.Message.TrimEnd('.')}); choose another folder.");
        }

        return new SharingFiles(
            WholeFile.At(Path.Combine(folder, pageName)),
            [.. cases.SelectMany(SharingPlots.Of).Select(plot => WholeFile.At(Path.Combine(folder, plot.File)))]);
    }

    /// <summary>The page last: it never points to plots that are not there.</summary>
    public void Write(IReadOnlyList<SharingResult> results, string page)
    {
        var drawings = results.SelectMany(SharingPlots.Draw).ToList();
        for (var plot = 0; plot < drawings.Count; plot++) _plots[plot].Write(drawings[plot]);
        _page.Write(page);
    }
}
