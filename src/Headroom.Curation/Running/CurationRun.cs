using Headroom.Curation.Decontamination;
using Headroom.Curation.Filters;
using Headroom.Curation.Recipes;
using Headroom.Formats;

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
        var files = FilesOf(recipe, options);
        var contaminants = ReadBenchmarks(recipe, options);
        using var folder = FolderOf(recipe, options, files);
        var own = options.Shard is { } part ? PartOf(files, part) : files;
        var counts = new List<RunCounts>();
        var read = 0L;
        using (var pipeline = new BlockPipeline(recipe, contaminants, options))
        {
            var filters = new FilterPass(folder, pipeline, recipe, options.Form);
            foreach (var file in own)
                counts.Add(filters.Run(file, bytes => progress(read += bytes), interrupted));
        }

        if (options.Shard is not null) return ReportOf(recipe, own, counts, []);

        var cut = recipe.RemovesDuplicates
            ? new DuplicatePass(folder, files, recipe, options, interrupted).Run(counts)
            : [];

        new TablePass(folder, files, recipe, options, interrupted).Run();

        var report = ReportOf(recipe, files, counts, cut);
        ReportFile.Write(folder.File(ReportFile.Name), report);
        return report;
    }

    /// <summary>
    /// Makes the folder of a run whose parts are done elsewhere, having looked at recipe and inputs as the run would.
    /// </summary>
    /// <inheritdoc cref="Execute" path="/exception"/>
    public static void Prepare(Recipe recipe, RunOptions options)
    {
        var files = FilesOf(recipe, options);
        _ = ReadBenchmarks(recipe, options);
        FolderOf(recipe, options, files).Dispose();
    }

    private static IReadOnlyList<InputFile> FilesOf(Recipe recipe, RunOptions options)
    {
        if (recipe.ValuesOf(MaskFilter.Form.Name) is not null && options.Masking is null)
            throw new CurationException("the recipe", 0, "it masks, and nobody says how", "name a policy with --policy");

        var files = InputFile.All(options.Inputs);
        foreach (var file in files) file.DemandText(recipe.TextKey);
        return files;
    }

    private static IReadOnlyList<InputFile> PartOf(IReadOnlyList<InputFile> files, Shard shard) =>
        [.. shard.Of([.. files.Select(file => new FileInfo(file.Path).Length)]).Select(file => files[file])];

    private static RunFolder FolderOf(Recipe recipe, RunOptions options, IReadOnlyList<InputFile> files) =>
        new(options.OutputFolder, RunFolder.PlanOf(recipe, files, options), options.Resumes, options.Shard);

    private static RunReport ReportOf(
        Recipe recipe, IReadOnlyList<InputFile> files, IReadOnlyList<RunCounts> parts, IReadOnlyList<StageCount> cut)
    {
        var counts = new RunCounts();
        foreach (var part in parts) counts.Add(part);
        return new RunReport(
            counts.DocumentsIn, counts.BytesIn, counts.DocumentsOut, counts.BytesOut, counts.DocumentsEdited,
            counts.DamagedRecords,
            [.. counts.Removed.OrderBy(count => Position(recipe, count.Stage))])
        {
            Cut = cut,
            Sources = [.. files.Zip(parts, (file, part) => new SourceCount(
                file.Path, part.DocumentsIn, part.BytesIn, part.DocumentsOut, part.BytesOut))],
            Languages = counts.Languages,
            Examples = [.. counts.Examples.All.OrderBy(example => Position(recipe, example.Stage))],
        };
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
