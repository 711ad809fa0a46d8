using System.Text.Json;
using CsCheck;
using Headroom.Curation.Mixing;
using Headroom.Curation.Tests.Running;

namespace Headroom.Curation.Tests.Mixing;

/// <summary>Mixtures of small sources.</summary>
public sealed class CorpusMixTests : IDisposable
{
    private readonly RunFixture _fixture = new();
    private int _run;

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Without_a_size_no_source_is_repeated_and_one_is_whole()
    {
        var report = Mix(out _, new() { OutputFolder = "", Sources = [Source("a", 300, 3), Source("b", 500, 1)] });

        Assert.Equal(1, report.Sources[0].Rounds);
        Assert.Equal(300, report.Sources[0].Documents);
        Assert.Equal(report.Sources[0].Bytes / 3.0, report.Sources[1].Bytes, tolerance: 40);
    }

    [Fact]
    public void A_source_too_small_for_its_weight_is_repeated_whole_before_any_document_comes_again()
    {
        var report = Mix(out var shards, new() { OutputFolder = "", Sources = [Source("a", 10, 1)], Bytes = 25 * 12 });

        var times = shards.SelectMany(LinesOf).GroupBy(line => line).Select(group => group.Count()).ToArray();
        Assert.Equal(10, times.Length);
        Assert.All(times, count => Assert.InRange(count, 2, 3));
        Assert.Equal(2.5, report.Sources[0].Rounds, tolerance: 0.11);
    }

    [Fact]
    public void The_same_seed_gives_the_same_shards_whatever_the_workers_and_another_seed_others()
    {
        var sources = new[] { Source("a", 400, 1), Source("b", 400, 2) };
        Mix(out var one, new() { OutputFolder = "", Sources = sources, Shards = 5, Workers = 1 });
        Mix(out var two, new() { OutputFolder = "", Sources = sources, Shards = 5, Workers = 4 });
        Mix(out var other, new() { OutputFolder = "", Sources = sources, Shards = 5, Seed = 2 });

        Assert.Equal(one, two);
        Assert.NotEqual(one, other);
    }

    // What is sampled stands neither in front nor behind.
    [Fact]
    public void A_sampled_source_is_spread_over_the_whole_shard()
    {
        Mix(out var shards, new()
        {
            OutputFolder = "",
            Sources = [Source("a", 1000, 4), Source("b", 4000, 1)],
        });

        var places = LinesOf(shards[0]).Select((line, place) => (line, place)).Where(one => one.line.Contains("\"b ", StringComparison.Ordinal))
            .Select(one => one.place).ToArray();
        Assert.InRange(places.Average(), 0.4 * 1250, 0.6 * 1250);
    }

    [Fact]
    public void Weights_are_met_and_records_stay_byte_for_byte() => Gen.Select(
        Gen.Int[50, 200].Array[1, 4], Gen.Int[1, 9].Array[4], Gen.Int[1, 60], Gen.Int[1, 3]).Sample(
        (sizes, weights, kilobytes, shardCount) =>
        {
            var sources = sizes.Select((size, index) => Source($"s{index}", size, weights[index])).ToArray();
            var report = Mix(out var shards, new()
            {
                OutputFolder = "",
                Sources = sources,
                Bytes = kilobytes * 1000,
                Shards = shardCount,
            });

            var lines = shards.SelectMany(LinesOf).ToArray();
            var read = sources.SelectMany(source => File.ReadAllLines(source.Inputs[0])).ToHashSet();
            var sum = (double)sources.Sum(source => source.Weight);
            return lines.All(read.Contains)
                && lines.Length == report.Sources.Sum(source => source.Documents)
                && report.Sources.Zip(sources).All(pair =>
                    Math.Abs(pair.First.Bytes - kilobytes * 1000 * pair.Second.Weight / sum) <= 14);
        }, iter: 20, threads: 1);

    [Fact]
    public void A_source_without_texts_is_told_and_a_full_folder_is_refused()
    {
        var empty = new MixSource("e", [_fixture.Write("empty.jsonl", "")], 1);
        var fault = Assert.Throws<CurationException>(() => Mix(out _, new() { OutputFolder = "", Sources = [empty] }));
        Assert.Contains("'e' has no texts", fault.Message, StringComparison.Ordinal);

        var full = Assert.Throws<CurationException>(() => CorpusMix.Run(
            new() { OutputFolder = Path.GetDirectoryName(_fixture.Path("x"))!, Sources = [Source("a", 5, 1)] },
            _ => { }, TestContext.Current.CancellationToken));
        Assert.Contains("not empty", full.Message, StringComparison.Ordinal);
    }

    // Each text has 12 bytes.
    private MixSource Source(string name, int documents, double weight) => new(name,
        [
            _fixture.Write($"{name}-{documents}.jsonl", string.Concat(Enumerable.Range(0, documents).Select(
                number => JsonSerializer.Serialize(new { text = $"{name} {number:0000000000}"[..12], number }) + "\n"))),
        ], weight);

    private static string[] LinesOf(byte[] shard) =>
        System.Text.Encoding.UTF8.GetString(shard).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private MixReport Mix(out byte[][] shards, MixOptions options)
    {
        var folder = _fixture.Path($"mix{_run++}");
        var report = CorpusMix.Run(options with { OutputFolder = folder, Compresses = false }, _ => { },
            TestContext.Current.CancellationToken);
        shards = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return report;
    }
}
