using System.Globalization;
using Headroom.Capacity.Planning;
using Headroom.Sizing.Memory;
using Headroom.Sizing.Training;

namespace Headroom.Cli.Verify;

/// <summary>Memory, time and cost of machines.</summary>
internal static class MachineVerifiers
{
    private const double Gigabyte = 1e9;
    private const double Billion = 1e9;
    private const int HeadSize = 128;

    public static IReadOnlyList<Verifier> All { get; } =
    [
        new("zero.", (entry, _) => Zero(entry)),
        new("megatron.time.", (entry, _) => new Dictionary<string, double>
        {
            ["days"] = TrainingTime.DaysWithRecompute(
                entry.Input("P"), entry.Input("T"), entry.Input("n"), entry.Input("X")),
        }),
        new("megatron.params.", (entry, _) => new Dictionary<string, double>
        {
            ["billion"] = Shape(entry).Parameters / Billion,
        }),
        new("megatron.flop", (entry, _) => new Dictionary<string, double>
        {
            ["flop"] = Shape(entry).OperationsPerIteration((int)entry.Input("B")),
        }),
        new("activations.", (entry, _) => Layer(entry)),
        new("kv.bytes_per_token", (_, _) => new Dictionary<string, double>
        {
            ["llama2_70b"] = KeyValueCache.BytesPerToken(layers: 80, heads: 8, HeadSize, bytes: 2),
            ["llama2_7b"] = KeyValueCache.BytesPerToken(layers: 32, heads: 32, HeadSize, bytes: 2),
            ["llama3_8b"] = KeyValueCache.BytesPerToken(layers: 32, heads: 8, HeadSize, bytes: 2),
        }),
        new("tco.", (entry, _) => Site(entry)),
    ];

    private static TransformerShape Shape(GoldenEntry entry) => new(
        (int)entry.Input("l"), (int)entry.Input("h"), (int)entry.Input("s", 2048), (int)entry.Input("V", 51_200));

    private static Dictionary<string, double> Zero(GoldenEntry entry)
    {
        double Gigabytes(int stage) =>
            ZeroMemory.Bytes(entry.Input("psi"), (int)entry.Input("Nd"), stage, entry.Input("K", ZeroMemory.AdamBytes))
            / Gigabyte;

        return new Dictionary<string, double>
        {
            ["dp_gb"] = Gigabytes(0),
            ["os_gb"] = Gigabytes(1),
            ["os_g_gb"] = Gigabytes(2),
            ["os_g_p_gb"] = Gigabytes(3),
        };
    }

    // Bytes of a layer on a chip, in each way that the paper has.
    private static Dictionary<string, double> Layer(GoldenEntry entry)
    {
        var kept = new Activations(
            (int)entry.Input("s", 2048), (int)entry.Input("b", 1), (int)entry.Input("h"), (int)entry.Input("a"));
        var chips = (int)entry.Input("t", 1);
        return new Dictionary<string, double>
        {
            ["tensor_parallel"] = kept.TensorParallel(chips),
            ["sequence_parallel"] = kept.SequenceParallel(chips),
            ["selective_recompute"] = kept.SelectiveRecompute(chips),
        };
    }

    // Members are named for the life of the chips: it5 is five years.
    private static Dictionary<string, double> Site(GoldenEntry entry) => entry.Expected.EnumerateObject().ToDictionary(
        member => member.Name,
        member => Ownership.PerYear(
            entry.Input("it_capex"),
            double.TryParse(member.Name.AsSpan(2), CultureInfo.InvariantCulture, out var years) ? years : double.NaN,
            entry.Input("capex") - entry.Input("it_capex"),
            entry.Input("facility_years"),
            entry.Input("opex"),
            entry.Input("annuity_rate")));
}
