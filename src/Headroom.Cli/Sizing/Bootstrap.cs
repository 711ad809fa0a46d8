using Headroom.Cli.Replay;
using Headroom.Simulation.Chance;
using Headroom.Sizing.Fitting;
using Headroom.Sizing.ScalingLaws;
using Headroom.Traces.Systems;

namespace Headroom.Cli.Sizing;

/// <summary>Laws that as many bootstrap samples of measured models give.</summary>
internal static class Bootstrap
{
    // Besiroglu et al. leave out the five points of the greatest loss.
    private const int LeftOut = 5;

    // Few enough threads' worth of work a piece that progress moves, enough that a piece is worth a thread.
    private const int PieceSize = 50;

    public static MeasuredModel[] Points(string path) =>
    [
        .. MeasuredModelFile.Read(path).Select(one => new MeasuredModel(one.Parameters, one.Tokens, one.Loss))
            .OrderBy(one => one.Loss).SkipLast(LeftOut),
    ];

    /// <summary>The laws, in the order of samples; each has a stream of chance of its own.</summary>
    public static IReadOnlyList<ScalingLaw> Laws(
        IReadOnlyList<MeasuredModel> points, ScalingLaw start, int samples, RunPool pool)
    {
        var pieces = Enumerable.Range(0, (samples + PieceSize - 1) / PieceSize).ToArray();
        return
        [
            .. pool.Map("samples", pieces, piece => Enumerable
                .Range(piece * PieceSize, Math.Min(PieceSize, samples - piece * PieceSize))
                .Select(sample => Law(points, start, sample)).ToArray()).SelectMany(laws => laws),
        ];
    }

    private static ScalingLaw Law(IReadOnlyList<MeasuredModel> points, ScalingLaw start, int sample)
    {
        var chance = new Pcg32(seed: 1, stream: (ulong)sample);
        return ScalingFit.Resample(points, start, limit => (int)chance.Below((uint)limit));
    }
}
