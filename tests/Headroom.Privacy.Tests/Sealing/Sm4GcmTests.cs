using System.Security.Cryptography;
using System.Text.Json;
using Headroom.Privacy.Sealing;
using Headroom.Testing;

namespace Headroom.Privacy.Tests.Sealing;

public sealed class Sm4GcmTests
{
    [Fact]
    public void Wycheproof_comes_out_valid_and_invalid()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(PublicData.Require("privacy/wycheproof/sm4_gcm_test.json")));
        var (valid, invalid) = (0, 0);
        foreach (var test in document.RootElement.GetProperty("testGroups").EnumerateArray()
            .SelectMany(group => group.GetProperty("tests").EnumerateArray()))
        {
            var cipher = new Sm4Gcm(Hex(test, "key"));
            var (nonce, text, associated) = (Hex(test, "iv"), Hex(test, "msg"), Hex(test, "aad"));
            byte[] chunk = [.. Hex(test, "ct"), .. Hex(test, "tag")];
            var opened = new byte[text.Length];
            if (test.GetProperty("result").GetString() == "invalid")
            {
                invalid++;
                Assert.True(IsRefused(() => cipher.Decrypt(nonce, chunk, opened, associated)), test.GetRawText());
                Assert.All(opened, value => Assert.Equal(0, value));
                continue;
            }

            valid++;
            var closed = new byte[chunk.Length];
            cipher.Encrypt(nonce, text, closed, associated);
            cipher.Decrypt(nonce, chunk, opened, associated);
            Assert.Equal(chunk, closed);
            Assert.Equal(text, opened);
        }

        Assert.Equal((75, 29), (valid, invalid));
    }

    private static bool IsRefused(Action work)
    {
        try
        {
            work();
            return false;
        }
        catch (Exception fault) when (fault is AuthenticationTagMismatchException or ArgumentException)
        {
            return true;
        }
    }

    private static byte[] Hex(JsonElement element, string name) =>
        Convert.FromHexString(element.GetProperty(name).GetString()!);
}
