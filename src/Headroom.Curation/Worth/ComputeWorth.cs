namespace Headroom.Curation.Worth;

/// <summary>What the same score costs on well curated data.</summary>
/// <param name="Data">Name of the data set as its authors call it.</param>
/// <param name="Run">The best run on it at one scale.</param>
/// <param name="CuratedFlops">Compute that curated data needs for the same score.</param>
public sealed record ComputeWorth(string Data, TrainingRun Run, double CuratedFlops)
{
    // Smaller runs end where the curve begins.
    private const double ParametersMin = 1e9;

    private static readonly (string Name, string Record)[] DataSets =
    [
        ("C4", "c4_original"), ("Dolma-v1", "dolma_v1_no_resample"), ("RedPajama-v1", "rpj_original"),
        ("RefinedWeb", "rw_original"), ("FineWeb-Edu", "fineweb_edu_sample_350BT"),
    ];

    /// <summary>How many times less compute curated data needs.</summary>
    public double Saved => Run.Flops / CuratedFlops;

    /// <summary>
    /// The published data sets, each at its scales of a billion parameters and more, by data and compute.
    /// </summary>
    /// <param name="runs">Released records.</param>
    public static IReadOnlyList<ComputeWorth> Of(IReadOnlyList<TrainingRun> runs)
    {
        var curve = new ComputeCurve(runs);
        return
        [
            .. from data in DataSets
               from run in ComputeCurve.BestOfEachScale(runs.Where(run => run.Data == data.Record))
               where run.Parameters >= ParametersMin && !HasOtherSettings(run)
               let flops = curve.FlopsFor(run.Score)
               where flops is not null
               select new ComputeWorth(data.Name, run, flops.Value),
        ];
    }

    // C4 with 1.4 B parameters and 144 B tokens was trained with other hyperparameters, and scores less for that.
    private static bool HasOtherSettings(TrainingRun run) =>
        run.Data == "c4_original" && run.Parameters < 2e9 && run.Tokens > 1e11;
}
