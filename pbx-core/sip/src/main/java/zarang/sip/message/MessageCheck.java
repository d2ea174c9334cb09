package zarang.sip.message;

/**
 * What a message must have before anything acts on it, RFC 3261 §8.1.1, §16.3 and §20. Reads every
 * header that has an accessor, so that none of them fails later.
 */
final class MessageCheck {
    private MessageCheck() {}

    static void checkRequest(SipRequest request) {
        checkCommon(request);
        if (!request.cseq().method().equals(request.method())) {
            throw new BadSyntax("CSeq method");
        }
        if (request.requestUri() instanceof SipUri uri && !uri.headers().isEmpty()) {
            // §19.1.1: headers are not allowed in a Request-URI
            throw new BadSyntax("Request-URI with headers");
        }
        request.maxForwards();
        request.routes();
        if (request.is("REGISTER") && !(request.to().uri() instanceof SipUri)) {
            // §10.2: an address of record is a SIP or SIPS URI
            throw new BadSyntax("To of REGISTER");
        }
    }

    static void checkResponse(SipResponse response) {
        checkCommon(response);
    }

    private static void checkCommon(SipMessage message) {
        message.vias();
        message.topVia();
        message.from();
        message.to();
        message.cseq();
        if (!Tokens.isCallId(message.callId())) {
            throw new BadSyntax("Call-ID");
        }
        message.contacts();
        message.recordRoutes();
    }
}
