using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Headroom.Formats;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Masking;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Records;
using Headroom.Privacy.Samples;
using Headroom.Privacy.Sealing;
using Headroom.Testing;

namespace Headroom.Privacy.Tests;

/// <summary>
/// Small files that others wrote, with characters changed: they are read as before or refused in words.
/// </summary>
public sealed class HostileFilesTests
{
    private const int Mutations = 5_000;

    private static readonly string[] Pieces =
    [
        "\"", "{", "}", "[]", "null", "0", "-1", "1e9", ",", ":", " ", "\\u0000", "true", "\n", "é", "99999999999",
    ];

    private static readonly Gen<(int Kind, int At, string Text)[]> Changes = Gen.Select(
        Gen.Int[0, 2], Gen.Int[0, 4_000], Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index])).Array[1, 4];

    [Fact]
    public void A_changed_header_is_refused_in_words()
    {
        using var key = KeyPair.New(KeyKind.Seal);
        using var file = new MemoryStream();
        SealedFile.Seal(
            new MemoryStream(new byte[10]), file, [key.Public], SealCipher.Aes256Gcm, CancellationToken.None);
        var header = file.ToArray()[..SealHeader.Bytes];
        var json = Encoding.UTF8.GetString(header.AsSpan(12, BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8))));
        var fileKey = SealedFile.FileKey(SealHeader.Read(header), key);
        Changes.Sample(changes =>
        {
            var text = Encoding.UTF8.GetBytes(Changed(json, changes));
            var changed = file.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(8), text.Length);
            text.CopyTo(changed, 12);
            if (changed.AsSpan().SequenceEqual(file.ToArray())) return;

            Assert.Throws<SealException>(() => SealedFile.Unseal(
                new MemoryStream(changed), Stream.Null,
                found => found.Recipients.Count > 0 ? fileKey : SealedFile.FileKey(found, key),
                CancellationToken.None));
        }, iter: Fuzz.Cases(Mutations));
    }

    [Fact]
    public void A_changed_grant_opens_nothing_under_other_terms()
    {
        using var owner = KeyPair.New(KeyKind.Seal);
        using var job = KeyPair.New(KeyKind.Seal);
        using var file = new MemoryStream();
        var header = SealedFile.Seal(
            new MemoryStream([1]), file, [owner.Public], SealCipher.Aes256Gcm, CancellationToken.None);
        var grant = Grant.Make(header, owner, new GrantTerms(
            header.FileId, job.Public, "training", 2, new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)),
            default);
        var text = Encoding.UTF8.GetString(grant.Write());
        Changes.Sample(changes =>
        {
            try
            {
                var read = Grant.Read(Encoding.UTF8.GetBytes(Changed(text, changes)));
                read.Release(header, job, default, 0);
                Assert.Equal(grant.Terms.Text(), read.Terms.Text());
            }
            catch (SealException)
            {
                // Refused.
            }
        }, iter: Fuzz.Cases(Mutations));
    }

    [Fact]
    public void A_changed_ledger_does_not_hold()
    {
        var path = Path.GetTempFileName();
        File.Delete(path);
        using var signer = KeyPair.New(KeyKind.Sign);
        for (var row = 0; row < 3; row++)
            Ledger.Append(path, signer, DateTimeOffset.UnixEpoch.AddDays(row), LedgerKind.Seal, $"file {row}", "for somebody");
        var text = File.ReadAllText(path);
        var head = Ledger.Verify(path).Head;
        Changes.Sample(changes =>
        {
            var changed = Changed(text, changes);
            if (changed == text) return;

            File.WriteAllText(path, changed);
            Assert.Throws<LedgerException>(() => Ledger.Verify(path, signer.Public, head));
        }, iter: Fuzz.Cases(1_000), threads: 1);
        File.Delete(path);
    }

    [Fact]
    public void A_changed_policy_is_read_or_refused_with_its_file()
    {
        const string Policy = "policy: 1\nbase: finance\nminimumScore: 0.5\nentities:\n  EMAIL_ADDRESS: pseudonym\n"
            + "  BANK_CARD: {mask: {kind: keep-first-last, from: 6, to: 4}}\n  DATE_TIME: {shift-date: 180}\n"
            + "scores:\n  DATE_TIME: 0.3\nnames: true\nfields:\n  name: redact\n";
        Changes.Sample(changes =>
        {
            try
            {
                Assert.NotEmpty(PolicyFile.Parse(Changed(Policy, changes), "p.yaml").Hash);
            }
            catch (PolicyException fault)
            {
                Assert.StartsWith("p.yaml", fault.Message, StringComparison.Ordinal);
            }
        }, iter: Fuzz.Cases(Mutations));
    }

    [Fact]
    public void A_changed_key_file_opens_to_the_same_key_or_not_at_all()
    {
        var path = Path.GetTempFileName();
        using var key = KeyPair.New(KeyKind.Mask);
        KeyFile.Write(path, key, "a passphrase");
        var text = File.ReadAllText(path);
        Changes.Sample(changes =>
        {
            File.WriteAllText(path, Changed(text, changes));
            try
            {
                // Without the passphrase: Argon2id takes longer than all the rest.
                Assert.NotEmpty(KeyFile.ReadPublic(path).Id);
            }
            catch (KeyException)
            {
                // Refused.
            }
        }, iter: Fuzz.Cases(1_000), threads: 1);
        File.Delete(path);
    }

    // A decoder that looks behind the end of its input, or goes on for ever, would be seen here.
    [Theory]
    [InlineData("a.jsonl.gz")]
    [InlineData("a.jsonl.zst")]
    public void A_changed_compressed_file_is_masked_or_refused_with_its_place(string name)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var (path, target) = (Path.Combine(folder, name), Path.Combine(folder, "out", name));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using (var compressed = CompressedFile.Writing(CompressedFile.Named(name), File.Create(path)))
            compressed.Write(new SampleText(3).Lines(20_000, SampleDensity.Dense).Text);
        var whole = File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Array[1, 3].Sample(changes =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (at, value, cuts) in changes)
            {
                if (cuts) bytes = bytes[..Math.Min(at, bytes.Length)];
                else if (at < bytes.Length) bytes[at] = value;
            }

            File.WriteAllBytes(path, bytes);
            try
            {
                FileMask.Mask(new MaskRun { Policy = PolicyPacks.Default }, path, target, CancellationToken.None);
            }
            catch (RecordException fault)
            {
                Assert.StartsWith(path, fault.Message, StringComparison.Ordinal);
                Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(target)!));
            }

            File.Delete(target);
        }, iter: Fuzz.Cases(1_000), threads: 1);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_policy_that_is_nested_without_end_is_refused() => Assert.Contains("nested", Assert.Throws<PolicyException>(
        () => PolicyFile.Parse("policy: 1\nentities: " + new string('[', 200_000), "p.yaml")).Message, StringComparison.Ordinal);

    private static string Changed(string text, (int Kind, int At, string Text)[] changes)
    {
        foreach (var (kind, place, put) in changes)
        {
            var at = place % text.Length;
            text = kind switch
            {
                0 => text[..at] + put + text[at..],
                1 => text[..at] + put + text[Math.Min(text.Length, at + put.Length)..],
                _ => text[..at] + text[Math.Min(text.Length - 1, at + put.Length)..],
            };
        }

        return text;
    }
}
