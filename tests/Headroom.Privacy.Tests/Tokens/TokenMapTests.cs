using System.Buffers;
using System.Text;
using CsCheck;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Operators;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Samples;
using Headroom.Privacy.Sealing;
using Headroom.Privacy.Tests.Masking;
using Headroom.Privacy.Tokens;

namespace Headroom.Privacy.Tests.Tokens;

public sealed class TokenMapTests : IDisposable
{
    private static readonly MaskPolicy Policy = PolicyFile.Parse("policy: 1\ndefault: token\n", "p.yaml");

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;
    private readonly MaskKey _key = new(new byte[32]);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Map => Path.Combine(_folder, "tokens.map");

    // However little memory there is, and in however many runs: what comes back is what was there.
    [Theory]
    [InlineData(FileFormat.JsonLines, 1 << 20)]
    [InlineData(FileFormat.JsonLines, 2_000)]
    [InlineData(FileFormat.Csv, 2_000)]
    [InlineData(FileFormat.Text, 10_000)]
    public void What_was_masked_comes_back(FileFormat format, int memory)
    {
        string[] texts = [.. Enumerable.Range(1, 3).Select(seed => Sample((ulong)seed, format))];
        var masked = texts.Select(text => Mask(text, format, memory)).ToList();

        Assert.All(texts.Zip(masked), pair => Assert.NotEqual(pair.First, pair.Second));
        Assert.Equal(masked, texts.Select(text => Mask(text, format, 1 << 20)));
        Assert.Equal(texts, masked.Select(text => Restored(text, format)));
        Assert.Equal(["tokens.map", "tokens.map.lock"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Any_values_are_told_apart_and_found_again() =>
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, 2]).Array[1, 200].Sample(values =>
        {
            File.Delete(Map);
            var tokens = new List<string>();
            using (var map = TokenMap.Open(Map, _key, memoryBytes: 3_000))
            {
                foreach (var (value, kind) in values) tokens.Add(Written(map, $"KIND_{"ABC"[kind]}", value));
                map.Save(CancellationToken.None);
            }

            Assert.Equal(
                values.Select(one => (Convert.ToHexString(one.Item1), one.Item2)).Distinct().Count(),
                tokens.Distinct().Count());
            using var reader = TokenReader.Open(Map, _key);
            foreach (var (token, (value, _)) in tokens.Zip(values))
            {
                var output = new ArrayBufferWriter<byte>();
                reader.Write("", Encoding.UTF8.GetBytes(token), output);
                Assert.Equal(value, output.WrittenSpan.ToArray());
            }
        }, iter: 30, threads: 1);

    // Many pages of the map, so that some are found behind others.
    [Fact]
    public void A_value_is_found_in_a_large_map()
    {
        var tokens = new string[50_000];
        using (var map = TokenMap.Open(Map, _key, memoryBytes: 1 << 20))
        {
            for (var number = 0; number < tokens.Length; number++) tokens[number] = Written(map, "ID", Value(number));
            map.Save(CancellationToken.None);
        }

        using var reader = TokenReader.Open(Map, _key);
        for (var number = 0; number < tokens.Length; number += 7)
        {
            var output = new ArrayBufferWriter<byte>();
            reader.Write("", Encoding.UTF8.GetBytes(tokens[number]), output);
            Assert.Equal(Value(number), output.WrittenSpan.ToArray());
        }

        static byte[] Value(int number) => Encoding.UTF8.GetBytes($"number {number} of many");
    }

    [Fact]
    public void Only_its_key_opens_it_and_every_change_is_seen()
    {
        Mask("电话13812345678", FileFormat.Text, 1 << 20);
        var bytes = File.ReadAllBytes(Map);

        Assert.DoesNotContain("13812345678", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Contains("belongs to another key", Assert.Throws<KeyException>(
            () => TokenReader.Open(Map, new MaskKey([.. Enumerable.Repeat((byte)1, 32)]))).Message,
            StringComparison.Ordinal);
        Gen.Select(Gen.Int[0, bytes.Length - 1], Gen.Byte[1, 255]).Sample((at, change) =>
        {
            var changed = (byte[])bytes.Clone();
            changed[at] ^= change;
            File.WriteAllBytes(Map, changed);
            var fault = Assert.ThrowsAny<Exception>(() => TokenMap.Open(Map, _key).Dispose());
            Assert.True(fault is SealException or KeyException, $"{fault.GetType().Name}: {fault.Message}");
        }, iter: Headroom.Testing.Fuzz.Cases(300), threads: 1);
    }

    [Fact]
    public void Another_map_has_other_tokens_and_one_run_at_a_time_has_one()
    {
        var first = Mask("电话13812345678", FileFormat.Text, 1 << 20);
        File.Delete(Map);

        Assert.NotEqual(first, Mask("电话13812345678", FileFormat.Text, 1 << 20));
        Assert.Equal(first, Restored(first, FileFormat.Text));
        using var map = TokenMap.Open(Map, _key);
        Assert.Contains("another run has this token map", Assert.Throws<IOException>(
            () => TokenMap.Open(Map, _key)).Message, StringComparison.Ordinal);
    }

    private string Mask(string text, FileFormat format, int memory)
    {
        using var map = TokenMap.Open(Map, _key, memory);
        var masked = Masked.Of(
            text, format, Policy, run => run with { Key = _key, Tokens = map, Threads = 3, BlockBytes = 4_096 });
        map.Save(CancellationToken.None);
        return masked.Text;
    }

    private string Restored(string text, FileFormat format)
    {
        using var reader = TokenReader.Open(Map, _key);
        return Masked.Of(
            text, format, Policy,
            run => run with { Tokens = reader, Key = _key, RestoresTokens = true, Threads = 2 }).Text;
    }

    private static string Written(TokenMap map, string entity, byte[] value)
    {
        var output = new ArrayBufferWriter<byte>();
        map.Write(entity, value, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Sample(ulong seed, FileFormat format)
    {
        var lines = Encoding.UTF8.GetString(new SampleText(seed).Lines(30_000, SampleDensity.Dense).Text);
        return format != FileFormat.Csv
            ? lines
            : "id,note\n" + string.Concat(lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(
                line => $"7,\"{line.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n"));
    }
}
