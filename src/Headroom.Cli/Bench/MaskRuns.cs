using Headroom.Privacy.Detection;
using Headroom.Privacy.Masking;
using Headroom.Privacy.NameTraining;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Samples;

namespace Headroom.Cli.Bench;

/// <summary>Masking of made-up texts on one core, JSON Lines in and out.</summary>
internal static class MaskRuns
{
    private const int Bytes = 64 << 20;

    // Less of it: the text and what makes it are in the memory that is measured.
    private const int NameBytes = 32 << 20;
    private const int Repeats = 5;
    private const double MemoryMust = 300;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
    [
        Of("mask-typical", SampleDensity.Typical, 250, 1_000, 0.44,
            "64 MiB of Chinese and English with a finding in about 541 bytes, one core; Presidio 2.2.363 without a language model"),
        Of("mask-dense", SampleDensity.Dense, 60, 250, 0.067, "the same with a finding in about 42 bytes"),
        Of("mask-clean", SampleDensity.Clean, 1_000, 4_000, 0.58, "the same without anything personal"),
        Of("mask-names", null, 15, 60, 0.013,
            "the same as mask-typical with a sentence of names or addresses in each line, and both looked for; Presidio with spaCy as published"),
    ];

    private static BenchScenario Of(
        string name, SampleDensity? density, double must, double ideal, double peer, string source) =>
        new()
        {
            Name = name,
            Unit = "MB/s",
            Must = must,
            Ideal = ideal,
            Peer = peer,
            MemoryMustMiB = MemoryMust,
            Source = source,
            Measure = bench => Measure(bench, density),
        };

    private static double Measure(BenchRun bench, SampleDensity? density)
    {
        var (text, planted) = density is { } numbers
            ? new SampleText(1).Lines(Bytes, numbers)
            : NameLines.Make(1, NameBytes);
        var detection = new DetectorOptions { FindsNames = density is null };
        var policy = PolicyPacks.Default with { Detection = detection };
        var run = new MaskRun { Policy = policy, Format = FileFormat.JsonLines };
        var best = double.MaxValue;
        MaskResult? result = null;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            using var source = new MemoryStream(text, writable: false);
            best = Math.Min(best, BenchRun.ProcessorSeconds(() =>
                result = StreamMask.Run(run, "sample", source, Stream.Null, CancellationToken.None)));
        }

        bench.Add(new BenchFigure("bytes a finding", planted == 0 ? 0 : (double)text.Length / planted, "B", ""));
        bench.Add(new BenchFigure("findings of those planted", planted == 0 ? result!.Findings : (double)result!.Findings / planted, "", planted == 0 ? "0" : "1"));
        return text.Length / best / 1e6;
    }
}
