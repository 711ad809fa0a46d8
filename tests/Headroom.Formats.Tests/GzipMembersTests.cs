using System.IO.Compression;
using System.Text;
using CsCheck;

namespace Headroom.Formats.Tests;

public sealed class GzipMembersTests
{
    // Names, extra fields and checksums of heads, empty members, and such whose data is not compressed.
    private static readonly Gen<byte[]> Members = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40_000], Gen.Int).Select(
        (kind, length, seed) =>
        {
            var chance = new Random(seed);
            var text = new byte[kind == 3 ? 0 : length];
            if (kind == 0) chance.NextBytes(text);
            else for (var at = 0; at < text.Length; at++) text[at] = (byte)('a' + chance.Next(3 + kind));
            return text;
        });

    [Fact]
    public void Whole_files_are_read_as_the_runtime_reads_them() =>
        Gen.Select(Members.Array[0, 6], Gen.Int[1, 70_000]).Sample(
            (texts, piece) =>
            {
                var file = texts.SelectMany((text, index) => Member(text, index)).ToArray();
                var (read, gaps) = Read(file, piece);

                Assert.Empty(gaps);
                Assert.Equal(texts.SelectMany(text => text), read);
            },
            iter: 60, threads: 1);

    [Fact]
    public void Of_a_broken_member_the_others_are_read_whatever_is_broken() =>
        Gen.Select(Members.Array[2, 5], Gen.Int[0, 4], Gen.Int[0, int.MaxValue], Gen.Int[1, 255]).Sample(
            (texts, which, place, change) =>
            {
                which %= texts.Length;
                var members = texts.Select((text, index) => Member(text, index)).ToArray();
                members[which] = (byte[])members[which].Clone();
                members[which][place % members[which].Length] ^= (byte)change;
                var (read, gaps) = Read(members.SelectMany(member => member).ToArray(), 10_000);

                // What the head says of time, system and name does not matter, and may have changed.
                var before = texts[..which].SelectMany(text => text).ToArray();
                var after = texts[(which + 1)..].SelectMany(text => text).ToArray();
                Assert.Equal(before, read.Take(before.Length));
                Assert.Equal(after, read.Skip(read.Length - after.Length));
                if (gaps.Count == 0) Assert.Equal(texts.SelectMany(text => text), read);
                else Assert.Single(gaps);
            },
            iter: 400, threads: 1);

    [Fact]
    public void What_is_broken_is_told_with_its_bytes()
    {
        var (first, second, third) = (Member("one"u8.ToArray(), 0), Member("two"u8.ToArray(), 0), Member("three"u8.ToArray(), 0));
        second[^6] ^= 1;

        var (read, gaps) = Read([.. first, .. second, .. third], 100);

        Assert.Equal("onetwothree", Encoding.ASCII.GetString(read));
        Assert.Equal(
            $"the compressed stream is broken in the gzip member at byte {first.Length} (its checksum is wrong); "
            + $"reading goes on at byte {first.Length + second.Length}",
            Assert.Single(gaps));
    }

    [Fact]
    public void A_file_that_is_cut_off_says_that_the_rest_is_lost()
    {
        var file = Member([.. Enumerable.Range(0, 50_000).Select(number => (byte)(number * number % 251))], 0);

        var (read, gaps) = Read(file[..(file.Length / 2)], 1_000);

        Assert.InRange(read.Length, 1, 49_999);
        Assert.EndsWith("what follows is lost", Assert.Single(gaps), StringComparison.Ordinal);
    }

    [Fact]
    public void Anything_is_read_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool).Sample(
            (bytes, hasHead) => Read(hasHead ? [0x1F, 0x8B, 8, .. bytes] : bytes, 50), iter: 3_000, threads: 1);

    private static (byte[] Read, List<string> Gaps) Read(byte[] file, int piece)
    {
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        using var stream = new GzipMembers(new MemoryStream(file));
        var (read, gaps, buffer) = (new MemoryStream(), new List<string>(), new byte[piece]);
        while (true)
        {
            try
            {
                var length = stream.Read(buffer);
                if (length == 0) return (read.ToArray(), gaps);
                read.Write(buffer, 0, length);
            }
            catch (PassedDamageException fault)
            {
                gaps.Add(fault.Message);
                Assert.True(gaps.Count <= file.Length + 1, "Reading does not go on.");
            }
        }
    }

    private static byte[] Member(byte[] text, int kind)
    {
        var stream = new MemoryStream();
        var level = text.Length % 2 == 0 ? CompressionLevel.Fastest : CompressionLevel.NoCompression;
        using (var gzip = new GZipStream(stream, level, leaveOpen: true)) gzip.Write(text);
        var plain = stream.ToArray();

        // The runtime writes nothing at all where nothing was written.
        if (plain.Length == 0) plain = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        if (kind % 3 == 0) return plain;

        byte[] extra = kind % 3 == 1 ? [3, 0, (byte)'x', 0, 0, .. "name\0comment\0"u8] : [.. "n\0"u8, 1, 2];
        plain[3] = (byte)(kind % 3 == 1 ? 4 | 8 | 16 : 8 | 2);
        return [.. plain[..10], .. extra, .. plain[10..]];
    }
}
