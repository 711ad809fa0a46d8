using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Headroom.Privacy.Grants;
using Headroom.Privacy.Keys;
using Headroom.Privacy.Ledgers;
using Headroom.Privacy.Policies;
using Headroom.Privacy.Sealing;

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
        }, iter: Mutations);
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
        }, iter: Mutations);
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
        }, iter: 1_000, threads: 1);
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
        }, iter: Mutations);
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
