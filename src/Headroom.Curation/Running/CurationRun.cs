using Headroom.Curation.Decontamination;
using Headroom.Curation.Filters;
using Headroom.Curation.Recipes;

namespace Headroom.Curation.Running;

/// <summary>
/// Does to files what a recipe says. Results depend on recipe and inputs alone: not on the number of workers, and not
/// on whether the run was broken off and went on.
/// </summary>
public static class CurationRun
{
    /// <summary>Runs a recipe.</summary>
    /// <param name="recipe">What is done.</param>
    /// <param name="options">With what, and where results go.</param>
    /// <param name="progress">Told the bytes of records read so far, from time to time.</param>
    /// <param name="interrupted">Ends the run; it can go on later.</param>
    /// <exception cref="CurationException">An input, the output folder or the disk is at fault.</exception>
    public static RunReport Execute(
        Recipe recipe, RunOptions options, Action<long> progress, CancellationToken interrupted)
    {
        var files = InputFile.All(options.Inputs);
        foreach (var file in files) file.DemandText(recipe.TextKey);
        var contaminants = ReadBenchmarks(recipe, options);
        if (recipe.ValuesOf(MaskFilter.Form.Name) is not null && options.Masking is null)
        {
            throw new CurationException("the recipe", 0, "it masks, and nobody says how", "name a policy with --policy");
        }

        using var folder = new RunFolder(
            options.OutputFolder, RunFolder.PlanOf(recipe, files, options), options.Resumes);
        var counts = new RunCounts();
        var read = 0L;
        using (var pipeline = new BlockPipeline(recipe, contaminants, options))
        {
            var filters = new FilterPass(folder, pipeline, recipe, options.Form);
            foreach (var file in files)
                counts.Add(filters.Run(file, bytes => progress(read += bytes), interrupted));
        }

        var cut = recipe.RemovesDuplicates
            ? new DuplicatePass(folder, files, recipe, options, interrupted).Run(counts)
            : [];

        new TablePass(folder, files, recipe, options, interrupted).Run();

        var report = new RunReport(
            counts.DocumentsIn, counts.BytesIn, counts.DocumentsOut, counts.BytesOut, counts.DocumentsEdited,
            counts.DamagedRecords,
            [.. counts.Removed.OrderBy(count => Position(recipe, count.Stage))])
        {
            Cut = cut,
        };
        ReportFile.Write(folder.File("report.json"), report);
        return report;
    }

    private static Contaminants? ReadBenchmarks(Recipe recipe, RunOptions options)
    {
        if (recipe.ValuesOf(Decontaminate.Form.Name) is not { } values) return null;
        if (options.Benchmarks.Count > 0)
            return Contaminants.Read(options.Benchmarks, recipe.TextKey, values.Whole("ngram"));

        throw new CurationException("the recipe", 0, "it decontaminates, and no benchmarks are named",
            "name their files with --against, or leave the stage out");
    }

    private static int Position(Recipe recipe, string stage) =>
        recipe.Stages.Select((one, index) => (one.Name, index)).First(one => one.Name == stage).index;
}
