using System.Text.Json;
using Headroom.Privacy.Keys;

namespace Headroom.Exchange.Federation;

/// <summary>What a message of a round says.</summary>
public enum FederatedWord
{
    /// <summary>The coordinator begins an attempt: digest of the model.</summary>
    Begin,

    /// <summary>A site has its update: keys for masks and for shares, made for this attempt alone.</summary>
    Ready,

    /// <summary>The coordinator names the sites that take part, by their numbers in the terms.</summary>
    Chosen,

    /// <summary>A site's shares for each of the others, sealed for it; an empty word for itself.</summary>
    Shares,

    /// <summary>A site's masked update: digest of its file.</summary>
    Masked,

    /// <summary>The coordinator names those whose updates came.</summary>
    Stayed,

    /// <summary>A site's shares that take masks away: of own seeds of those who stayed, of keys of others.</summary>
    Reveal,

    /// <summary>The coordinator ends a round: digest of the next model.</summary>
    Done,

    /// <summary>A site takes no part any more, since its privacy budget is spent.</summary>
    Spent,
}

/// <summary>
/// A signed message of a round. The signature covers the terms, so that it counts for this job alone.
/// </summary>
/// <param name="Job">Id of the terms.</param>
/// <param name="Round">Round, from 0.</param>
/// <param name="Attempt">Attempt at the round, from 0.</param>
/// <param name="Word">What it says.</param>
/// <param name="Words">What belongs to it.</param>
public sealed record FederatedMessage(
    string Job, int Round, int Attempt, FederatedWord Word, IReadOnlyList<string> Words)
{
    /// <summary>Most bytes of a message: shares for 254 others.</summary>
    public const int BytesMax = 1 << 20;

    /// <summary>The message and its signature as JSON.</summary>
    public byte[] Sign(KeyPair signer)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var text = Text();
        return CanonicalJson.Object(json =>
        {
            json.WritePropertyName("message");
            json.WriteRawValue(text);
            json.WriteString("signature", Convert.ToBase64String(signer.Sign(text)));
        });
    }

    /// <summary>The message, if it is this one's, signed by the key; null for anything else.</summary>
    /// <param name="text">What was found.</param>
    /// <param name="signer">Who must have signed it.</param>
    /// <param name="job">Id of the terms.</param>
    /// <param name="round">Round.</param>
    /// <param name="attempt">Attempt.</param>
    /// <param name="word">What it must say.</param>
    public static FederatedMessage? Read(
        ReadOnlyMemory<byte> text, PublicKey signer, string job, int round, int attempt, FederatedWord word)
    {
        ArgumentNullException.ThrowIfNull(signer);
        try
        {
            if (text.Length > BytesMax) return null;
            using var document = JsonDocument.Parse(text);
            var json = document.RootElement.GetProperty("message");
            var message = new FederatedMessage(
                json.Text("job"), json.GetProperty("round").GetInt32(), json.GetProperty("attempt").GetInt32(),
                json.Word<FederatedWord>("word"), json.Words("words"));
            var signature = document.RootElement.GetProperty("signature").GetBytesFromBase64();
            return message.Job == job && message.Round == round && message.Attempt == attempt && message.Word == word
                && signer.Verifies(message.Text(), signature)
                ? message
                : null;
        }
        catch (Exception fault) when (
            fault is JsonException or KeyNotFoundException or FormatException or InvalidOperationException
                or ArgumentException)
        {
            return null;
        }
    }

    private byte[] Text() => CanonicalJson.Object(json =>
    {
        json.WriteString("job", Job);
        json.WriteNumber("round", Round);
        json.WriteNumber("attempt", Attempt);
        json.WriteString("word", Word.ToString());
        json.WriteWords("words", Words);
    });
}
