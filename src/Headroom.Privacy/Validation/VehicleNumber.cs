namespace Headroom.Privacy.Validation;

/// <summary>Vehicle identification numbers: ISO 3779 and GB 16735, check digit in the ninth place.</summary>
internal static class VehicleNumber
{
    private static ReadOnlySpan<byte> LetterValues => "12345678012345070923456789"u8;

    private static ReadOnlySpan<byte> Weights => [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

    public static bool IsValid(ReadOnlySpan<byte> compact)
    {
        var sum = 0;
        for (var index = 0; index < Weights.Length; index++)
        {
            var value = compact[index] <= '9' ? compact[index] - '0' : LetterValues[compact[index] - 'A'] - '0';
            sum += value * Weights[index];
        }

        return compact[8] == (sum % 11 == 10 ? 'X' : sum % 11 + '0') && !Digits.AreAllTheSame(compact);
    }
}
