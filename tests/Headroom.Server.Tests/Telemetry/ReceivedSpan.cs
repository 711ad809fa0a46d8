using System.Text;

namespace Headroom.Server.Tests.Telemetry;

/// <summary>
/// A span as it came over the wire: the fields of <c>ExportTraceServiceRequest</c> that tests look at, by their numbers
/// in the OpenTelemetry protocol.
/// </summary>
/// <param name="Id">Its id, in hexadecimal.</param>
/// <param name="Name">Its name.</param>
/// <param name="Tags">Its attributes that are texts or whole numbers.</param>
/// <param name="Links">Ids of the spans that it is linked to.</param>
internal sealed record ReceivedSpan(
    string Id, string Name, IReadOnlyDictionary<string, string> Tags, IReadOnlyList<string> Links)
{
    public static IEnumerable<ReceivedSpan> AllIn(byte[] request) =>
        from resource in Parts(request, 1)
        from scope in Parts(resource, 2)
        from span in Parts(scope, 2)
        select Of(span);

    private static ReceivedSpan Of(byte[] span) => new(
        Convert.ToHexStringLower(Parts(span, 2).Single()),
        Encoding.UTF8.GetString(Parts(span, 5).Single()),
        Parts(span, 9).ToDictionary(
            tag => Encoding.UTF8.GetString(Parts(tag, 1).Single()), tag => ValueOf(Parts(tag, 2).Single())),
        [.. Parts(span, 13).Select(link => Convert.ToHexStringLower(Parts(link, 2).Single()))]);

    private static string ValueOf(byte[] value) =>
        string.Concat(Fields(value).Select(field => field.Text is { } text ? Encoding.UTF8.GetString(text) : $"{field.Number}"));

    private static IEnumerable<byte[]> Parts(byte[] message, int field) =>
        Fields(message).Where(one => one.Field == field && one.Text is not null).Select(one => one.Text!);

    // The wire format of Protocol Buffers: a number with the field and its kind, then the field.
    private static List<(int Field, byte[]? Text, ulong Number)> Fields(byte[] message)
    {
        var (fields, place) = (new List<(int, byte[]?, ulong)>(), 0);
        while (place < message.Length)
        {
            var key = Number(message, ref place);
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    fields.Add((field, null, Number(message, ref place)));
                    break;
                case 1:
                    fields.Add((field, null, BitConverter.ToUInt64(message, place)));
                    place += 8;
                    break;
                case 2:
                    var length = (int)Number(message, ref place);
                    fields.Add((field, message[place..(place + length)], 0));
                    place += length;
                    break;
                default:
                    fields.Add((field, null, BitConverter.ToUInt32(message, place)));
                    place += 4;
                    break;
            }
        }

        return fields;
    }

    private static ulong Number(byte[] message, ref int place)
    {
        var (number, shift) = (0UL, 0);
        while (true)
        {
            var next = message[place++];
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;

            shift += 7;
        }
    }
}
