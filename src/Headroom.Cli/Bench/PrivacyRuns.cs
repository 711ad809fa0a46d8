using Headroom.Privacy.Accounting;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Risk;
using Headroom.Privacy.Sealing;

namespace Headroom.Cli.Bench;

/// <summary>Encryption of values and files, risk and privacy loss, in processor time.</summary>
internal static class PrivacyRuns
{
    private const int Values = 1_000_000;
    private const int RiskRows = 10_000_000;
    private const int RiskColumns = 6;
    private const int SealBytes = 512 << 20;
    private const int Repeats = 3;

    public static IReadOnlyList<BenchScenario> Scenarios { get; } =
    [
        Of("ff1", "M/s", 0.8, 2, 0.026, 300, "18 digits by FF1 under AES-256; BouncyCastle 2.7.0 on the same kind of machine", _ => Ff1Rate()),
        Of("pseudonym", "M/s", 2, 8, 0.74, 300, "HMAC-SHA-256 of 18 bytes under one key, a column of eight at a time; the framework's one-shot function", _ => PseudonymRate()),
        Of("seal", "MB/s", 1_300, 2_400, 1_580, 300, "512 MiB from file to file for one recipient; age 1.1.1 at its best", SealRate),
        Of("risk", "M rows/s", 8, 20, null, 1_024, "10 M rows of 6 quasi-identifiers in memory: k, uniqueness and chances of attackers", _ => RiskRate()),
        Of("accounting", "s", 5, 1, 105, 300, "322 sampled Gaussian mechanisms by Rényi differential privacy; two accountants in Python, 105 s with PLD", _ => AccountingSeconds()),
    ];

    private static BenchScenario Of(
        string name, string unit, double must, double ideal, double? peer, double memory, string source,
        Func<BenchRun, double> measure) => new()
        {
            Name = name,
            Unit = unit,
            Must = must,
            Ideal = ideal,
            Peer = peer,
            MemoryMustMiB = memory,
            Source = source,
            Measure = measure,
        };

    private static double Ff1Rate()
    {
        using var cipher = new Ff1(new byte[32], 10);
        var numerals = new ushort[18];
        return Rate(() =>
        {
            for (var value = 0; value < Values; value++) cipher.Encrypt(numerals, default);
        });
    }

    private static double PseudonymRate()
    {
        const int Length = 18;
        var pseudonym = new Pseudonym(new byte[32]);
        var (values, hashes) = (new byte[8 * Length], new byte[8 * 32]);
        return Rate(() =>
        {
            for (var index = 0; index < Values; index += 8)
            {
                values[index % values.Length]++;
                pseudonym.WriteEight(values, hashes);
            }
        });
    }

    private static double SealRate(BenchRun bench)
    {
        var folder = Directory.CreateTempSubdirectory("headroom-bench").FullName;
        try
        {
            var (plain, closed, opened) = (Path.Combine(folder, "a"), Path.Combine(folder, "b"), Path.Combine(folder, "c"));
            using (var file = File.Create(plain)) file.SetLength(SealBytes);
            using var key = KeyPair.New(KeyKind.Seal);
            var seal = Enumerable.Range(0, Repeats).Min(_ => BenchRun.ProcessorSeconds(() =>
                SealedFile.Seal(plain, closed, [key.Public], SealCipher.Aes256Gcm, "", CancellationToken.None)));
            var open = Enumerable.Range(0, Repeats).Min(_ => BenchRun.ProcessorSeconds(() =>
                SealedFile.Unseal(closed, opened, header => SealedFile.FileKey(header, key), CancellationToken.None)));
            bench.Add(new BenchFigure("open again", SealBytes / open / 1e6, "MB/s", "at least 1300"));
            return SealBytes / seal / 1e6;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static double RiskRate()
    {
        var columns = new uint[RiskColumns][];
        for (var column = 0; column < RiskColumns; column++)
        {
            columns[column] = new uint[RiskRows];
            for (var row = 0; row < RiskRows; row++)
                columns[column][row] = (uint)(RiskTable.Mix((ulong)row, (ulong)column) % (ulong)(20 << column));
        }

        return RiskRows / Enumerable.Range(0, Repeats).Min(_ => BenchRun.ProcessorSeconds(() =>
        {
            var table = new RiskTable(RiskRows);
            for (var row = 0; row < RiskRows; row++)
            {
                var key = 1UL;
                for (var column = 0; column < RiskColumns; column++) key = RiskTable.Mix(key, columns[column][row]);
                table.Add(key, 0);
            }

            table.Measure(20, hasSensitive: false);
        })) / 1e6;
    }

    private static double AccountingSeconds() => BenchRun.ProcessorSeconds(() =>
    {
        for (var index = 0; index < 322; index++)
            SampledGaussian.Epsilon(0.6 + index % 10 * 0.2, Math.Pow(10, -1 - index % 3), 1 + 100 * index, 1e-5);
    });

    private static double Rate(Action work) =>
        Values / Enumerable.Range(0, Repeats).Min(_ => BenchRun.ProcessorSeconds(work)) / 1e6;
}
