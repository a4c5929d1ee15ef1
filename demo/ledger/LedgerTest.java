package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LedgerTest {
    private int balance;

    @Test
    void beginsWithNothing() {
        assertEquals(0, balance);
    }

    @Test
    void countsPaymentsOfTwoThreads() throws InterruptedException {
        Runnable pay = () -> {
            int before = balance;
            Thread.yield();
            balance = before + 1;
        };
        Thread one = new Thread(pay);
        Thread other = new Thread(pay);
        one.start();
        Thread.sleep(0, 1); // The other payment comes a moment later.
        other.start();
        one.join();
        other.join();
        assertEquals(2, balance);
    }
}
