using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Releases;

/// <summary>
/// A quote of a TPM 2.0: what a machine measured when it booted, signed inside the TPM for one request. The owner of
/// the compute vouches for the attestation key, the region and what is to be measured. Structures are those of the TPM
/// 2.0 Library, part 2, sections 10.12.8 and 10.12.12.
/// </summary>
public sealed class TpmQuote : IEvidenceVerifier
{
    /// <summary>What terms call it.</summary>
    public const string Name = "tpm-quote";

    private const uint Generated = 0xff544347;
    private const ushort Quote = 0x8018;
    private const int ClockBytes = 17;
    private const int FirmwareBytes = 8;

    /// <inheritdoc/>
    public string Kind => Name;

    /// <summary>What a TPM has to sign for a request: the qualifying data, 32 bytes.</summary>
    public static byte[] Challenge(ReleaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Convert.FromHexString(request.Id);
    }

    /// <summary>The owner of the compute vouches for a machine.</summary>
    /// <param name="computeOwner">His key.</param>
    /// <param name="attestationKey">Public key of the TPM, of the curve P-256, in PEM.</param>
    /// <param name="measured">What <see cref="MeasuredIn"/> a quote of the machine when it booted as it should.</param>
    /// <param name="region">Where it stands.</param>
    public static byte[] Endorse(
        KeyPair computeOwner, string attestationKey, ReadOnlySpan<byte> measured, string region)
    {
        ArgumentNullException.ThrowIfNull(computeOwner);
        return computeOwner.Sign(Endorsement(attestationKey, measured, region));
    }

    /// <summary>The evidence of a quote.</summary>
    /// <param name="attestationKey">As it was endorsed.</param>
    /// <param name="endorsement">Of <see cref="Endorse"/>.</param>
    /// <param name="quote">What the TPM signed (TPMS_ATTEST).</param>
    /// <param name="signature">ECDSA with SHA-256, as DER.</param>
    public static EvidenceStatement Show(
        string attestationKey, ReadOnlySpan<byte> endorsement, ReadOnlySpan<byte> quote,
        ReadOnlySpan<byte> signature) =>
        new(Name, string.Join(
            ' ', Convert.ToBase64String(Encoding.UTF8.GetBytes(attestationKey)), Convert.ToBase64String(endorsement),
            Convert.ToBase64String(quote), Convert.ToBase64String(signature)));

    /// <summary>
    /// Which registers a quote tells and their digest (TPMS_QUOTE_INFO); empty where it is none. Both: the digest alone
    /// could be that of registers which anyone may set.
    /// </summary>
    public static byte[] MeasuredIn(ReadOnlyMemory<byte> quote) =>
        Parts(quote, out _, out var measured) ? measured.ToArray() : [];

    /// <inheritdoc/>
    public bool Holds(string text, ReleaseRequest request, PublicKey computeOwner)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(computeOwner);
        if (text.Split(' ') is not [var key, var endorsement, var quote, var signature]) return false;

        try
        {
            var pem = Encoding.UTF8.GetString(Convert.FromBase64String(key));
            var signed = Convert.FromBase64String(quote);
            if (!Parts(signed, out var challenge, out var measured)) return false;
            if (!challenge.Span.SequenceEqual(Challenge(request))) return false;
            var endorsed = Endorsement(pem, measured.Span, request.Region);
            if (!computeOwner.Verifies(endorsed, Convert.FromBase64String(endorsement))) return false;

            using var attestation = ECDsa.Create();
            attestation.ImportFromPem(pem);
            return attestation.VerifyData(
                signed, Convert.FromBase64String(signature), HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException or CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Endorsement(string attestationKey, ReadOnlySpan<byte> measured, string region) =>
        Encoding.UTF8.GetBytes(
            $"headroom tpm 1\n{region}\n{CanonicalJson.Digest(Encoding.UTF8.GetBytes(attestationKey))}\n{Convert.ToHexStringLower(measured)}\n");

    private static bool Parts(
        ReadOnlyMemory<byte> quote, out ReadOnlyMemory<byte> challenge, out ReadOnlyMemory<byte> measured)
    {
        challenge = default;
        measured = default;
        if (quote.Length < 6 || BinaryPrimitives.ReadUInt32BigEndian(quote.Span) != Generated) return false;
        if (BinaryPrimitives.ReadUInt16BigEndian(quote.Span[4..]) != Quote) return false;

        var rest = quote[6..];
        if (!Sized(ref rest, out _) || !Sized(ref rest, out challenge)) return false;
        if (rest.Length < ClockBytes + FirmwareBytes + 4) return false;

        rest = rest[(ClockBytes + FirmwareBytes)..];
        measured = rest;
        var selections = BinaryPrimitives.ReadUInt32BigEndian(rest.Span);
        rest = rest[4..];
        for (var number = 0u; number < selections; number++)
        {
            // An algorithm, and as many bytes of registers as the third byte says.
            if (rest.Length < 3 || rest.Length < 3 + rest.Span[2]) return false;
            rest = rest[(3 + rest.Span[2])..];
        }

        return Sized(ref rest, out _) && rest.Length == 0;
    }

    private static bool Sized(ref ReadOnlyMemory<byte> rest, out ReadOnlyMemory<byte> value)
    {
        value = default;
        if (rest.Length < 2) return false;

        var length = BinaryPrimitives.ReadUInt16BigEndian(rest.Span);
        if (rest.Length < 2 + length) return false;

        value = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }
}
