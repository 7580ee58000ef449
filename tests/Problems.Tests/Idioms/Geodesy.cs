using Problems.Checking;

namespace Problems.Idioms;

/// <summary>On the ellipsoid.</summary>
internal static partial class Geodesy
{
    private const double SemiMajor = 6378137.0, Flattening = 1 / 298.257223563;

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    [Differentiable(Kinds.Scalar), At(52.5, 13.4, 48.9, 2.35)]
    public static double Haversine(double lat1, double lon1, double lat2, double lon2)
    {
        double dLat = Radians(lat2 - lat1), dLon = Radians(lon2 - lon1);
        double a = Math.Sin(dLat / 2) * Math.Sin(dLat / 2)
                 + Math.Cos(Radians(lat1)) * Math.Cos(Radians(lat2)) * Math.Sin(dLon / 2) * Math.Sin(dLon / 2);
        return 6371.0 * 2 * Math.Atan2(Math.Sqrt(a), Math.Sqrt(1 - a));
    }

    [Differentiable(Kinds.Scalar), At(0.9, 0.2, 0.85, 0.05)]
    public static double Vincenty(double phi1, double lambda1, double phi2, double lambda2)
    {
        double b = (1 - Flattening) * SemiMajor;
        double u1 = Math.Atan((1 - Flattening) * Math.Tan(phi1)), u2 = Math.Atan((1 - Flattening) * Math.Tan(phi2));
        double l = lambda2 - lambda1;
        double sinU1 = Math.Sin(u1), cosU1 = Math.Cos(u1), sinU2 = Math.Sin(u2), cosU2 = Math.Cos(u2);
        double lambda = l, previous, sinSigma, cosSigma, sigma, cosSqAlpha, cos2SigmaM;
        int limit = 100;
        do
        {
            double sinLambda = Math.Sin(lambda), cosLambda = Math.Cos(lambda);
            sinSigma = Math.Sqrt(cosU2 * sinLambda * (cosU2 * sinLambda) + (cosU1 * sinU2 - sinU1 * cosU2 * cosLambda) * (cosU1 * sinU2 - sinU1 * cosU2 * cosLambda));
            cosSigma = sinU1 * sinU2 + cosU1 * cosU2 * cosLambda;
            sigma = Math.Atan2(sinSigma, cosSigma);
            double sinAlpha = cosU1 * cosU2 * sinLambda / sinSigma;
            cosSqAlpha = 1 - sinAlpha * sinAlpha;
            cos2SigmaM = cosSqAlpha == 0 ? 0 : cosSigma - 2 * sinU1 * sinU2 / cosSqAlpha;
            double c = Flattening / 16 * cosSqAlpha * (4 + Flattening * (4 - 3 * cosSqAlpha));
            previous = lambda;
            lambda = l + (1 - c) * Flattening * sinAlpha * (sigma + c * sinSigma * (cos2SigmaM + c * cosSigma * (-1 + 2 * cos2SigmaM * cos2SigmaM)));
        }
        while (Math.Abs(lambda - previous) > 1e-15 && --limit > 0);

        double uSq = cosSqAlpha * (SemiMajor * SemiMajor - b * b) / (b * b);
        double A = 1 + uSq / 16384 * (4096 + uSq * (-768 + uSq * (320 - 175 * uSq)));
        double B = uSq / 1024 * (256 + uSq * (-128 + uSq * (74 - 47 * uSq)));
        double deltaSigma = B * sinSigma * (cos2SigmaM + B / 4 * (cosSigma * (-1 + 2 * cos2SigmaM * cos2SigmaM)
            - B / 6 * cos2SigmaM * (-3 + 4 * sinSigma * sinSigma) * (-3 + 4 * cos2SigmaM * cos2SigmaM)));
        return b * A * (sigma - deltaSigma);
    }

    [Differentiable(Kinds.Vector), At(0.9, 0.2, 350.0)]
    public static (double X, double Y, double Z) GeodeticToEcef(double latitude, double longitude, double height)
    {
        double e2 = Flattening * (2 - Flattening);
        double n = SemiMajor / Math.Sqrt(1 - e2 * Math.Sin(latitude) * Math.Sin(latitude));
        return (
            (n + height) * Math.Cos(latitude) * Math.Cos(longitude),
            (n + height) * Math.Cos(latitude) * Math.Sin(longitude),
            (n * (1 - e2) + height) * Math.Sin(latitude));
    }

    [Differentiable(Kinds.Vector), At(3.89e6, 0.79e6, 4.97e6)]
    public static double[] EcefToGeodetic(double x, double y, double z)
    {
        double e2 = Flattening * (2 - Flattening);
        double p = Math.Sqrt(x * x + y * y);
        double latitude = Math.Atan2(z, p * (1 - e2));
        double height = 0;
        for (int i = 0; i < 8; i++)
        {
            double sin = Math.Sin(latitude);
            double n = SemiMajor / Math.Sqrt(1 - e2 * sin * sin);
            height = p / Math.Cos(latitude) - n;
            latitude = Math.Atan2(z, p * (1 - e2 * n / (n + height)));
        }

        return [latitude, Math.Atan2(y, x), height];
    }

    [Differentiable(Kinds.Scalar), At(1.2, 0.4)]
    public static double KeplerTrueAnomaly(double meanAnomaly, double eccentricity)
    {
        double E = eccentricity < 0.8 ? meanAnomaly : Math.PI;
        double delta;
        do
        {
            delta = (E - eccentricity * Math.Sin(E) - meanAnomaly) / (1 - eccentricity * Math.Cos(E));
            E -= delta;
        }
        while (Math.Abs(delta) > 1e-13);

        return 2 * Math.Atan(Math.Sqrt((1 + eccentricity) / (1 - eccentricity)) * Math.Tan(E / 2));
    }

    [Differentiable(Kinds.Vector), At(0.9, 0.2)]
    public static double[] Mercator(double phi, double lambda)
    {
        double e = Math.Sqrt(Flattening * (2 - Flattening));
        double con = e * Math.Sin(phi);
        return [SemiMajor * lambda, SemiMajor * Math.Log(Math.Tan(Math.PI / 4 + phi / 2) * Math.Pow((1 - con) / (1 + con), e / 2))];
    }
}
