using System.Globalization;
using System.Text.Json;
using Headroom.Privacy.Sealing;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Sealing;

public sealed class HpkeTests
{
    [Fact]
    public void All_vectors_of_the_standard_come_out()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PublicData.Require("privacy/hpke_rfc9180.json")));
        var vectors = document.RootElement.GetProperty("vectors").EnumerateArray().ToList();
        foreach (var vector in vectors) Check(vector);
        Assert.Equal(28, vectors.Count);
    }

    private static void Check(JsonElement vector)
    {
        var suite = new HpkeSuite((HpkeKem)Number(vector, "kem_id"), Number(vector, "kdf_id") == 3, (HpkeAead)Number(vector, "aead_id"));
        var sender = Hpke.Sender(
            suite, Hex(vector, "skEm"), Hex(vector, "pkRm"), Hex(vector, "info"), out var encapsulated, Keys(vector, "skSm"));
        var recipient = Hpke.Recipient(suite, Hex(vector, "skRm"), encapsulated, Hex(vector, "info"), Keys(vector, "pkSm"));

        Assert.Equal(Hex(vector, "enc"), encapsulated);
        var sent = 0;
        foreach (var message in vector.GetProperty("encryptions").EnumerateArray())
        {
            // The vectors leave out messages between.
            for (; sent < Number(message, "sequence_number"); sent++) recipient.Open(sender.Seal([], []), []);

            var text = sender.Seal(Hex(message, "pt"), Hex(message, "aad"));
            Assert.Equal(Hex(message, "ct"), text);
            Assert.Equal(Hex(message, "pt"), recipient.Open(text, Hex(message, "aad")));
            sent++;
        }

        foreach (var export in vector.GetProperty("exports").EnumerateArray())
        {
            var expected = Hex(export, "exported_value");
            Assert.Equal(expected, sender.Export(Hex(export, "exporter_context"), Number(export, "L")));
            Assert.Equal(expected, recipient.Export(Hex(export, "exporter_context"), Number(export, "L")));
        }
    }

    private static HpkeModeKeys Keys(JsonElement vector, string sender) => new(Hex(vector, "psk"), Hex(vector, "psk_id"), Hex(vector, sender));

    private static int Number(JsonElement element, string name) =>
        int.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);

    private static byte[] Hex(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? Convert.FromHexString(value.GetString()!) : [];
}
